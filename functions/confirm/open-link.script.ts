/**
 * Opens links. The token in a link's fragment never reaches the server by
 * itself: the fragment is cleared first, then the token is posted. A second link opened in the same
 * tab arrives as `hashchange`. Only what looks like a token is posted, so that the skip link's
 * #content is left alone. The history entry of an answered form becomes a plain one, so that Back
 * and reload never ask to send it again. Works in old browsers; without script, the code is typed.
 */
export const openLinkScript = `(function(){
var here=location.pathname==="/c/decision"?"/c":location.pathname;
function open(){
var code=location.hash.slice(1).replace(/[\\s-]|%20/g,"");
if(!/^[a-z2-7]{28}$/i.test(code))return;
history.replaceState(null,"",here);
var form=document.createElement("form"),field=document.createElement("input");
form.method="post";form.action="/c";form.hidden=true;
field.name="code";field.value=code;
form.appendChild(field);document.body.appendChild(form);form.submit();
}
history.replaceState(null,"",here+location.hash);
addEventListener("hashchange",open);
open();
})();`;
