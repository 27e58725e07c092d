// Usage: HEED_SAMPLE_DIR=DIR heed_web_test --gtest_filter='Sample.*' && node src/web/components/sample_check.mjs DIR
// Looks at the sample page as a browser does, wide and narrow, with scripts and without: HTML by html-validate,
// accessibility by axe-core, the content policy, no sideways scrolling; leaves screenshots in DIR. Exits 1 on any finding.
import { createServer } from 'node:http'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { chromium } from 'playwright-core'

const dir = process.argv[2]
const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const findings = []

const report = await new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'attribute-boolean-style': 'off', // `hidden=""` is the same as `hidden`
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-redundant-role': 'off',
    'no-trailing-whitespace': 'off',
    'prefer-native-element': 'off', // GOV.UK's role=region and button links
    'require-sri': 'off', // our own files, under names that hold their hash
    'valid-autocomplete': 'off',
    'no-implicit-button-type': 'off', // MoJ's dismiss button stands outside of forms
    'long-title': 'off',
  },
}).validateString(readFileSync(join(dir, 'sample.html'), 'utf8'))
for (const result of report.results) {
  for (const m of result.messages) findings.push(`html-validate ${m.ruleId}: ${m.message} (line ${m.line})`)
}

const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png', html: 'text/html; charset=utf-8' }
const server = createServer((request, response) => {
  try {
    const name = request.url === '/' ? 'sample.html' : request.url.slice(1).split('?')[0]
    const bytes = readFileSync(join(dir, name))
    response.writeHead(200, {
      'content-type': types[name.split('.').pop()],
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'",
    }).end(bytes)
  } catch { response.writeHead(404).end() }
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const address = `http://127.0.0.1:${server.address().port}/`

const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'heed-sample-')), {
  executablePath: process.env.HEED_CHROMIUM ?? '/usr/bin/chromium', headless: true, bypassCSP: false,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
})
try {
  for (const [width, height] of [[1280, 900], [375, 800]]) {
    const page = await browser.newPage()
    await page.setViewportSize({ width, height })
    page.on('console', (m) => { if (m.type() === 'error' || m.text().includes('Frontend')) findings.push(`console at ${width}: ${m.text()}`) })
    page.on('pageerror', (e) => findings.push(`script at ${width}: ${e.message}`))
    await page.goto(address)
    await page.waitForSelector('.govuk-accordion__show-all')
    if (!await page.$('.autocomplete__wrapper')) findings.push('the autocomplete did not start')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) findings.push(`at ${width} the page is ${wide} wide`)
    // Through the debugger's world, so that the content policy stays as it is.
    const result = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`)
    for (const v of result.violations) {
      for (const node of v.nodes) findings.push(`axe at ${width}, ${v.id} (${v.impact}): ${node.target} ${node.failureSummary.split('\n')[1] ?? ''}`)
    }
    await page.screenshot({ path: join(dir, `sample-${width}.png`), fullPage: true })
    await page.close()
  }
} finally {
  await browser.close()
  server.close()
}
for (const line of findings) console.log(line)
console.log(findings.length ? `${findings.length} findings` : 'no findings')
process.exit(findings.length ? 1 : 0)
