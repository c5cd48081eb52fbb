// For browsers that know no modules, and so can't run the form: shows at once what the page says to browsers without scripts. In the JavaScript of 2009.
(function () {
  var loading = document.getElementById("vordruck-loading");
  if (loading && loading.parentNode) loading.parentNode.removeChild(loading);
  var hidden = document.getElementsByTagName("noscript");
  for (var at = hidden.length - 1; at >= 0; at -= 1) {
    var shown = document.createElement("div");
    shown.setAttribute("role", "alert");
    shown.innerHTML = hidden[at].textContent || hidden[at].innerText;
    hidden[at].parentNode.replaceChild(shown, hidden[at]);
  }
}());
