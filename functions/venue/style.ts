/**
 * What a venue's device needs besides the stylesheet of all pages. An answer fills the screen; each has its own sign, its own
 * word and its own frame, so that its colour tells nothing that is not told otherwise.
 */
export const venueStyle = `
[hidden]{display:none!important}
body:has(.screen){min-height:100dvh;display:flex;flex-direction:column}
main.measure{flex:1;display:flex;flex-direction:column;width:100%;padding-top:.667rem;padding-bottom:.667rem}
.screen{flex:1;display:flex;flex-direction:column}
.screen h1{margin:.222rem 0}
.screen .bottom{margin-top:auto;padding-top:.889rem;margin-bottom:0}
.problem{margin:.444rem 0;color:var(--negative);font-weight:600}
.problem:empty{display:none}
#clock-warning{color:var(--caution)}
.state{display:flex;flex-wrap:wrap;gap:.111rem .889rem;font-size:.833rem;line-height:1.6;color:var(--quiet)}
.state span:empty{display:none}
.state .off{color:var(--caution);font-weight:600}
.finder{position:relative;flex:1 1 11rem;min-height:11rem;margin:.444rem 0;border-radius:4px;background:#0b0d10;overflow:hidden}
.finder video{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}
.camera-off{position:absolute;inset:0;display:flex;flex-direction:column;justify-content:end;gap:.444rem;padding:.889rem;background:var(--surface);border:1px solid var(--line)}
.camera-off p{margin:auto 0}
.typed{margin:.222rem 0}
.typed label{line-height:1.4}
.typed label .small{font-weight:400}
.typed .parts>:first-child{flex:1 1 auto;margin:0}
.typed .parts .button{flex:none;width:auto}
.typed input{margin:0}
.corner{display:flex;gap:.667rem;margin-top:.444rem}
.corner .button{flex:1;padding:.444rem}
#answer{position:fixed;inset:0;z-index:1;overflow-y:auto;padding:.889rem max(.889rem,calc(50vw - 19rem));background:var(--paper);border:.667rem solid var(--kind);text-align:center}
#answer[data-kind=granted]{--kind:var(--positive)}
#answer[data-kind=refused],#answer[data-kind=used]{--kind:var(--negative);border-style:double}
#answer[data-kind=unknown],#answer[data-kind=clock]{--kind:var(--caution);border-style:dashed}
#answer .head{margin-top:auto}
#answer .sign{color:var(--kind);line-height:0}
#answer .sign svg{width:clamp(4rem,22vh,11rem);height:clamp(4rem,22vh,11rem);display:none}
#answer[data-kind=granted] [data-sign=granted],#answer[data-kind=refused] [data-sign=refused],#answer[data-kind=unknown] [data-sign=unknown],#answer[data-kind=used] [data-sign=used],#answer[data-kind=clock] [data-sign=clock]{display:inline}
#answer h1{color:var(--kind);font-size:clamp(2.222rem,12vw,4rem);line-height:1.2}
#answer h1 .english{display:block;margin:0;color:var(--quiet);font-size:1rem;font-weight:400}
#answer .benefit{margin:.222rem 0;font-size:1.556rem;line-height:1.4;font-weight:600}
#answer .benefit:empty,#answer-advice:empty,#answer-facts:empty,#answer-timer:empty{display:none}
#answer-advice{margin:.444rem 0}
#answer-facts{margin:.444rem 0 0;text-align:left}
#answer-facts>div{display:flex;gap:.889rem;justify-content:space-between;padding:.222rem 0}
#answer-facts dt{flex:none}
#answer-facts dd{font-size:.833rem;font-variant-numeric:tabular-nums}
#answer-facts dd{text-align:right}
#answer .bottom{position:sticky;bottom:-.889rem;padding-bottom:.444rem;background:var(--paper)}
#answer-timer{margin:.222rem 0 0}
#records-list{margin:.444rem 0}
#records-list .settled{display:flex;gap:.333rem;align-items:center}
@media (min-width:40rem){
main.measure{max-width:46rem}
.finder{flex-basis:20rem}
}
@media (max-height:32rem) and (min-width:40rem){
#scanning{display:grid;grid-template-columns:1fr 1fr;gap:0 .889rem;align-content:start}
#scanning .finder{grid-row:span 4;min-height:8rem;height:calc(100dvh - 9rem)}
#answer{display:grid;grid-template:auto 1fr / 2fr 3fr;gap:0 1.333rem}
#answer .head{margin:0}
#answer h1{font-size:2.222rem}
#answer .bottom{grid-column:span 2}
}
`;
