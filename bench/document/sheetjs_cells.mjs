// Cells as SheetJS finds them: for each path on standard input a line of JSON {path, sheets: {name: {ref: kind or ISO day}}}.
// --time FILE COUNT prints the milliseconds of processor time of COUNT readings in one warm process; --once FILE reads one file and leaves.
import { readFileSync } from "node:fs";
import XLSX from "xlsx";
const args = process.argv.slice(2);
const pad = (n) => String(n).padStart(2, "0");
const read = (path, options) => XLSX.read(readFileSync(path), { type: "buffer", ...options });
if (args[0] === "--time" || args[0] === "--once") {
  for (let i = 0; i < Number(args[2] ?? 1); ++i) {
    const began = process.cpuUsage();
    const book = read(args[1], { cellDates: true });
    let cells = 0;
    for (const name of book.SheetNames) for (const ref in book.Sheets[name]) cells += ref[0] !== "!";
    const spent = process.cpuUsage(began);
    console.log((spent.user + spent.system) / 1e3, cells);
  }
} else {
  for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const out = { path, sheets: {} };
    try {
      const plain = read(path, { cellNF: true });
      for (const name of plain.SheetNames) {
        const cells = (out.sheets[name] = {});
        for (const [ref, cell] of Object.entries(plain.Sheets[name])) {
          if (ref[0] === "!" || cell.t === "z" || cell.v === undefined || cell.v === "") continue;
          let kind = cell.t;
          if (cell.t === "n" && cell.z && XLSX.SSF.is_date(cell.z)) {
            const d = XLSX.SSF.parse_date_code(cell.v, { date1904: !!plain.Workbook?.WBProps?.date1904 });
            kind = d && cell.v >= 1 ? `${d.y}-${pad(d.m)}-${pad(d.d)}` : "n";
          }
          cells[ref] = kind;
        }
      }
    } catch (fault) {
      out.fault = String(fault.message ?? fault).slice(0, 60);
    }
    console.log(JSON.stringify(out));
  }
}
