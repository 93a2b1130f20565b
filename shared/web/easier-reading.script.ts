/**
 * Where there is script, the large view is kept from page to page of the same tab, and 「朗读」 reads the page aloud as soon
 * as the browser has a Chinese voice: what is folded is not read, and leaving the page ends it. Nothing is sent anywhere.
 */
export const easierReadingScript = `(function(){
var box=document.getElementById("large"),label=box&&box.nextElementSibling;
if(!label)return;
try{if(sessionStorage.getItem("large")==="1")box.checked=true}catch(e){}
box.addEventListener("change",function(){
try{sessionStorage.setItem("large",box.checked?"1":"")}catch(e){}
});
var synthesis=window.speechSynthesis;
if(!synthesis||!window.SpeechSynthesisUtterance)return;
var button=document.createElement("button"),round=0,reading=false;
button.type="button";button.className="large";
function show(is){reading=is;button.textContent=is?"停止":"朗读"}
function stop(){round+=1;synthesis.cancel();show(false)}
function start(){
stop();
var mine=round;
var lines=document.getElementById("content").innerText.split("\\n").filter(function(line){return line.trim()});
show(lines.length>0);
lines.forEach(function(line,place){
var utterance=new SpeechSynthesisUtterance(line);
utterance.lang="zh-CN";utterance.rate=.9;
if(place===lines.length-1)utterance.onend=function(){if(mine===round)show(false)};
synthesis.speak(utterance);
});
}
function offer(){
var can=synthesis.getVoices().some(function(voice){return/^zh/i.test(voice.lang)});
if(can&&!button.parentNode)label.parentNode.appendChild(button);
}
button.onclick=function(){if(reading)stop();else start()};
show(false);offer();
if(synthesis.addEventListener)synthesis.addEventListener("voiceschanged",offer);
addEventListener("pagehide",stop);
})();`;
