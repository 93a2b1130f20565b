/** How to reach the same thing without the link, so that nobody has to trust a message. */
export function FraudAdvice() {
  return (
    <details>
      <summary>怀疑是诈骗？</summary>
      <p>不点短信里的链接，也能核实：</p>
      <ul>
        <li>自己在浏览器里输入“一网通办”的网址，登录后在市民主页或企业专属网页查看。</li>
        <li>
          消息末尾有验真编号：自己输入本网站的网址，在<a href="/verify">“核验短信”</a>
          查是不是我们发的。
        </li>
        <li>拨打12345市民服务热线，请他们核实。</li>
      </ul>
      <p>我们不收费，不要求转账，不索要密码和短信验证码。</p>
    </details>
  );
}
