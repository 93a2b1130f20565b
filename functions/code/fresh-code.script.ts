/**
 * Counts down in words, and puts a fresh code in the place of the old one ten seconds before that ends. While nobody looks
 * nothing is asked; a code that has ended is hidden, so that nobody holds it up in vain. Times are the page's own, so that a
 * clock that is off does no harm.
 */
export const freshCodeScript = `(function(){
var box=document.getElementById("code"),left=document.getElementById("left"),told=document.getElementById("told");
if(!box||!window.fetch||!window.performance)return;
var image=box.querySelector("svg"),path=image.querySelector("path"),whose=box.getAttribute("data-whose");
var ends=performance.now()+1e3*box.getAttribute("data-seconds"),asking=false,again=0;
function seconds(){return Math.ceil((ends-performance.now())/1e3)}
function say(text){if(told.textContent!==text)told.textContent=text}
function fresh(){
if(asking||document.hidden||performance.now()<again)return;
asking=true;
fetch("/me/code/fresh?whose="+encodeURIComponent(whose),{cache:"no-store",credentials:"same-origin"}).then(function(answer){
if(answer.ok)return answer.json();
throw answer.status;
}).then(function(code){
path.setAttribute("d",code.path);
image.setAttribute("viewBox","0 0 "+code.size+" "+code.size);
ends=performance.now()+1e3*code.validForSeconds;
say("已换成新码");
}).catch(function(why){
again=performance.now()+5e3;
if(why===401||why===404)location.reload();
else say("现在连不上网，换不了新码。正在重试；可以改用证件，或者打印的离线码。");
}).then(function(){asking=false;show()});
}
function show(){
var rest=seconds();
image.style.visibility=rest>0?"":"hidden";
left.textContent=rest>0?"还有"+rest+"秒有效，会自动更换":"这个码已经过期";
if(rest<=10)fresh();
}
document.addEventListener("visibilitychange",show);
addEventListener("online",function(){again=0;show()});
show();setInterval(show,1e3);
})();`;
