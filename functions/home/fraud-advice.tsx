/** How to get here without any link, so that nobody has to trust a message. */
export function FraudAdvice() {
  return (
    <details>
      <summary>怀疑是诈骗？</summary>
      <p>
        自己在浏览器里输入“一网通办”的网址，登录后进入市民主页或企业专属网页；也可以拨打12345核实。
      </p>
      <p>
        收到的消息末尾有验真编号，可以<a href="/verify">核验短信</a>是不是我们发的。
      </p>
      <p>我们不收费，不要求转账，不索要密码和短信验证码。</p>
    </details>
  );
}
