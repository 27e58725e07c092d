// First thing in the body, before anything is drawn: tells the stylesheet that scripts run. GOV.UK pages do this inline;
// our policy allows no inline script.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
