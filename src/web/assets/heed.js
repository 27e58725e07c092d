// What scripts add to pages that already work without them. No page needs this file.
import {
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs, createAll, isSupported,
} from 'govuk-frontend'
import { Alert } from '@ministryofjustice/frontend/moj/components/alert/alert.mjs'
import { SortableTable } from '@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs'
import accessibleAutocomplete from 'accessible-autocomplete'
import './detections.js'

if (isSupported()) {
  for (const component of [
    Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner,
    PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs, Alert, SortableTable,
  ]) {
    createAll(component)
  }
}

// <select data-heed-autocomplete>: type to find one of many. The select stays and is what the form sends.
for (const select of document.querySelectorAll('select[data-heed-autocomplete]')) {
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.options[select.selectedIndex]?.value ? select.options[select.selectedIndex].text : '',
    showAllValues: true,
    confirmOnBlur: false,
  })
}

// A filter that applies by itself still has its button; <form data-heed-submit-on-change> only saves the press.
for (const form of document.querySelectorAll('form[data-heed-submit-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit())
}

for (const button of document.querySelectorAll('button[data-heed-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
