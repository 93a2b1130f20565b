/**
 * The one stylesheet, inlined into every page. Sizes are in rem, so that a reader's own font size
 * and the large view (「大字」: 24 px body, targets of 64 px) enlarge everything together.
 * At most 6 KiB compressed; a test holds it to that.
 */
export const style = `
:root{color-scheme:light dark;--ink:#1a1c1f;--quiet:#4a5260;--paper:#fff;--surface:#f4f6f9;--line:#c5ccd6;--edge:#6b7482;--accent:#0b4a8f;--accent-deep:#083666;--on-accent:#fff;--positive:#0a5c36;--caution:#7a4300;--negative:#9b1c1c;--focus:#ffbf47;--target:2.667rem}
@media (prefers-color-scheme:dark){:root{--ink:#e9ebee;--quiet:#b4bcc8;--paper:#14171b;--surface:#1f242b;--line:#3c4450;--edge:#8b95a3;--accent:#a3c8fa;--accent-deep:#c8dffc;--on-accent:#0a1a2e;--positive:#86d9aa;--caution:#f3bd72;--negative:#f7a8a8}}
*{box-sizing:border-box}
html{font-size:112.5%;-webkit-text-size-adjust:100%;text-size-adjust:100%}
html:has(#large:checked){font-size:150%}
body{margin:0;color:var(--ink);background:var(--paper);font:1rem/1.7 system-ui,"PingFang SC","HarmonyOS Sans SC","Noto Sans SC","Microsoft YaHei",sans-serif;line-break:strict;overflow-wrap:anywhere;text-autospace:normal;text-spacing-trim:trim-start}
.measure{max-width:38rem;margin:0 auto;padding:0 .889rem}
header{border-top:4px solid var(--accent);border-bottom:1px solid var(--line);background:var(--surface)}
header .measure{display:flex;align-items:center;gap:.25rem .889rem;padding-top:.444rem;padding-bottom:.444rem}
header .who{flex:1;line-height:1.45}
header .name{display:block;font-size:.833rem;color:var(--quiet);letter-spacing:.06em}
header a{color:inherit;text-decoration:none}
header a:hover .name{text-decoration:underline}
header .speaker{display:block;font-weight:600}
.large{display:inline-flex;align-items:center;justify-content:center;min-width:var(--target);min-height:var(--target);padding:0 .667rem;border:1px solid var(--edge);border-radius:4px;background:var(--paper);color:inherit;font:inherit;font-size:.833rem;white-space:nowrap;cursor:pointer}
#large{position:absolute;opacity:0}
#large:checked+.large{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
main.measure{padding-top:1.333rem;padding-bottom:3.556rem}
[tabindex="-1"]:focus{outline:0;box-shadow:none}
h1,h2,h3{line-height:1.4;text-wrap:balance;margin:0}
h1{font-size:1.556rem}
h2{font-size:1.222rem;margin-top:1.778rem}
h3{font-size:1rem;margin-top:1.333rem}
h2+h3{margin-top:.667rem}
p,ul,ol,dl,details,form{margin:.889rem 0}
p,dd,li{text-wrap:pretty}
ul,ol{padding-left:1.4em}
li+li{margin-top:.444rem}
a{color:var(--accent);text-underline-offset:.2em}
a:hover{color:var(--accent-deep)}
.small{font-size:.833rem;line-height:1.6}
.quiet{color:var(--quiet)}
.lead{margin:0 0 .222rem;color:var(--quiet)}
.figure{margin:1.333rem 0;padding:.889rem 1.111rem;background:var(--surface);border-left:4px solid var(--accent)}
.figure p{margin:0}
.figure .amount{display:block;font-size:2.222rem;font-weight:700;line-height:1.3;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.figure .long{font-size:min(2.222rem,6.8vw);white-space:nowrap}
.figure .words{font-size:1.556rem;line-height:1.4}
dl{border-bottom:1px solid var(--line)}
dl>div{border-top:1px solid var(--line);padding:.556rem 0}
dt{font-size:.833rem;color:var(--quiet)}
dd{margin:0}
dd p{margin:0}
dd p+p{margin-top:.444rem}
.number{font-variant-numeric:tabular-nums;letter-spacing:.03em}
.notice{display:flex;gap:.667rem;margin:1.333rem 0;padding:.667rem .889rem;border:1px solid currentColor;border-left-width:4px}
.notice svg{flex:none;width:1.333rem;height:1.333rem;margin-top:.18rem}
.notice>div{color:var(--ink)}
.notice p{margin:0}
.notice p+p{margin-top:.444rem}
.done{color:var(--positive)}
.wait{color:var(--caution)}
.wrong{color:var(--negative)}
.note{color:var(--accent)}
.actions{display:grid;gap:.667rem;margin:1.333rem 0}
.actions form{margin:0}
form>.button+.button{margin-top:.667rem}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:var(--target);padding:.444rem 1.333rem;border:2px solid var(--accent);border-radius:4px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;-webkit-appearance:none;appearance:none}
.button:hover{background:var(--accent-deep);border-color:var(--accent-deep);color:var(--on-accent)}
.outlined,.outlined:hover{background:transparent;border-color:var(--edge);color:var(--ink)}
.outlined:hover{border-color:var(--ink)}
label.field{display:block;font-weight:600}
input[type=text],input[type=search],input[type=file],textarea,select{display:block;width:100%;min-height:var(--target);margin-top:.333rem;padding:.333rem .667rem;border:2px solid var(--edge);border-radius:4px;background:var(--paper);color:var(--ink);font:inherit;font-weight:400}
input.code{font-family:ui-monospace,SFMono-Regular,Consolas,"Noto Sans Mono",monospace;letter-spacing:.04em}
details{border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
dl+details,details+details{margin-top:-.889rem;border-top:0}
summary{display:flex;align-items:center;gap:.5rem;min-height:var(--target);cursor:pointer;color:var(--accent);font-weight:600;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"";flex:none;width:.5rem;height:.5rem;border:solid;border-width:0 2px 2px 0;transform:rotate(-45deg)}
details[open]>summary::before{transform:rotate(45deg)}
details>.button{margin-top:.889rem}
details>:last-child{margin-bottom:.889rem}
.badges{display:flex;flex-wrap:wrap;gap:.333rem;margin:.333rem 0;padding:0;list-style:none}
.badges li{margin:0;padding:0 .5rem;border:1px solid var(--edge);border-radius:3px;font-size:.833rem;line-height:1.7}
.badges .sample{border-style:dashed;border-color:var(--caution);color:var(--caution)}
.cards{padding:0;list-style:none}
.badges .open{border-color:var(--positive);color:var(--positive)}
.cards>li{margin:0;padding:.889rem 0;border-top:1px solid var(--line)}
.cards h2,.cards h3,.cards h4{margin:0;font-size:1.111rem}
.cards h2 a,.cards h3 a,.cards h4 a{display:block;padding:.333rem 0}
.group{margin-top:1.778rem;color:var(--quiet)}
.group+.cards{margin-top:.444rem}
.cards p{margin:.222rem 0}
.cards .english{margin:-.222rem 0 .222rem}
.english{margin:.111rem 0 .667rem;color:var(--quiet);font-size:.833rem;line-height:1.5}
.tiles,.choices{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(10rem,46%),1fr));gap:.667rem;align-items:end}
.tiles{padding:0;align-items:stretch;list-style:none}
.tiles li,.chips li,footer li{margin:0}
.tiles a{display:block;height:100%;min-height:var(--target);padding:.444rem .667rem;border:1px solid var(--line);border-radius:4px;background:var(--surface);line-height:1.5;text-decoration:none}
.tiles a:hover{border-color:var(--accent)}
.tiles .small{display:block}
.phrase{display:inline-block}
.chips{display:flex;flex-wrap:wrap;gap:.667rem;padding:0;list-style:none}
.chips a{display:flex;align-items:center;min-height:var(--target);padding:0 .667rem;border:1px solid var(--edge);border-radius:4px;text-decoration:none}
.chips [aria-current]{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.rows{padding:0;list-style:none}
.rows li{margin:0;padding:.5rem 0;border-bottom:1px solid var(--line)}
.rows li>span{display:block}
.rows .small{display:block}
table{width:100%;margin:.889rem 0;border-collapse:collapse}
th,td{padding:.444rem .667rem .444rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{font-size:.833rem;color:var(--quiet)}
td .small{display:block}
footer{border-top:1px solid var(--line);background:var(--surface)}
footer ul{display:flex;flex-wrap:wrap;gap:0 1.333rem;margin:0;padding:.889rem 0;list-style:none}
footer a{display:flex;align-items:center;min-height:var(--target)}
pre{overflow-x:auto;line-height:1.5}
.filters{display:flex;flex-wrap:wrap;align-items:end;gap:.667rem}
.filters>*{flex:1 1 8rem}
.filters>:first-child{flex:2 1 12rem}
.filters .button{flex-basis:6rem;width:auto}
.plain{padding:0;list-style:none}
.ways li{margin:0}
.ways a{display:flex;align-items:center;min-height:var(--target)}
.tick{display:flex;align-items:center;gap:.667rem;min-height:var(--target);margin:.667rem 0}
.tick input{flex:none;width:1.333rem;height:1.333rem;margin:0;accent-color:var(--accent)}
.parts{display:flex;gap:.667rem}
.parts>*{flex:1}
.parts>:first-child{flex:1.5}
.answer{display:flex;align-items:center;justify-content:space-between;gap:.889rem}
.answer .button{flex:none;width:auto}
.aside{display:block}
.scroll{overflow-x:auto}
.amounts{font-size:.833rem;line-height:1.5}
.amounts caption{padding:.444rem 0;font-size:1rem;font-weight:600;text-align:left}
.amounts th{font-size:1em}
.amounts th+th,.amounts td{padding:.444rem 0 .444rem .444rem;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.amounts tbody th{min-width:5em;color:inherit;font-weight:400}
.bars p{display:flex;justify-content:space-between;gap:.889rem;margin:.667rem 0 .111rem}
.qr{display:block;width:100%;max-width:24rem;margin:0 auto;background:#fff;fill:#000;shape-rendering:crispEdges}
.card{display:grid;gap:.889rem 1.333rem;margin:1.333rem 0;padding:.889rem;border:2px solid var(--ink);break-inside:avoid}
.card p{margin:0}
.bars svg{display:block;width:100%;height:.667rem;background:var(--surface);color:var(--accent)}
:focus-visible{outline:3px solid var(--focus);outline-offset:3px;box-shadow:0 0 0 3px var(--ink);border-radius:2px}
#large:focus-visible+.large{outline:3px solid var(--focus);outline-offset:3px;box-shadow:0 0 0 3px var(--ink)}
.skip{position:absolute;left:-999rem}
.skip:focus{left:.889rem;top:.444rem;padding:.444rem .889rem;background:var(--paper)}
@media (min-width:40rem){
main.measure{padding-top:2.222rem}
dl>div{display:grid;grid-template-columns:7.5em 1fr;gap:.889rem;align-items:baseline}
.rows li{display:grid;grid-template-columns:3fr 2fr;gap:.889rem}
.row{grid-auto-flow:column;justify-content:start;align-items:end}
.row .button{width:auto;min-width:11rem}
}
@media (prefers-reduced-motion:no-preference){summary::before{transition:transform .15s}}
@media print{
@page{size:A4;margin:20mm}
:root{--ink:#000;--quiet:#333;--paper:#fff;--surface:#fff;--line:#999;--edge:#333;--accent:#000;--positive:#000;--caution:#000;--negative:#000}
html,html:has(#large:checked){font-size:11pt}
.actions,.large,#large,.skip,.filters,.choices,.screen-only,footer{display:none}
.card{grid-template-columns:60mm 1fr;font-size:1.2em}
header{border-top-width:2px}
.notice,dl>div,.figure{break-inside:avoid}
}
`;
