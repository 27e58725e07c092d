#include "document/xlsx/number_format.h"

#include <chrono>
#include <cmath>
#include <vector>

#include "document/encoding.h"

namespace heed::document::xlsx {
namespace {

constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};
constexpr const char* kDays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/// A piece of a format code: a letter run ("yyyy"), a literal, or a bracket ("[h]").
struct Token {
  enum { Letters, Literal, Bracket } kind;
  std::string text;
};

std::vector<Token> tokens(std::string_view code) {
  std::vector<Token> out;
  const auto literal = [&](std::string_view s) {
    if (!out.empty() && out.back().kind == Token::Literal) out.back().text += s;
    else out.push_back({Token::Literal, std::string(s)});
  };
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') {
      const std::size_t end = std::min(code.find('"', i + 1), code.size());
      literal(code.substr(i + 1, end - i - 1));
      i = end;
    } else if (c == '\\' && i + 1 < code.size()) {
      literal(code.substr(++i, 1));
    } else if (c == '_' && i + 1 < code.size()) {
      ++i;  // a space as wide as the next character: looks only
      literal(" ");
    } else if (c == '*' && i + 1 < code.size()) {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      out.push_back({Token::Bracket, lower_ascii(code.substr(i + 1, end - i - 1))});
      i = end;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      const std::string_view rest = code.substr(i);
      if (lower_ascii(rest.substr(0, 7)) == "general") {
        out.push_back({Token::Letters, "general"});
        i += 6;
      } else if (lower_ascii(rest.substr(0, 5)) == "am/pm") {
        out.push_back({Token::Letters, "am/pm"});
        i += 4;
      } else if (lower_ascii(rest.substr(0, 3)) == "a/p") {
        out.push_back({Token::Letters, "am/pm"});
        i += 2;
      } else {
        std::size_t n = 1;
        while (i + n < code.size() && (code[i + n] | 0x20) == (c | 0x20)) ++n;
        out.push_back({Token::Letters, lower_ascii(code.substr(i, n))});
        i += n - 1;
      }
    } else {
      literal(std::string_view(&code[i], 1));
    }
  }
  return out;
}

std::vector<std::string_view> sections(std::string_view code) {
  std::vector<std::string_view> out;
  bool quoted = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '\\') ++i;
    else if (code[i] == '"') quoted = !quoted;
    else if (code[i] == ';' && !quoted) {
      out.push_back(code.substr(from, i - from));
      from = i + 1;
    }
  }
  out.push_back(code.substr(std::min(from, code.size())));
  return out;
}

/// Whether the file's own digits are what General shows: no exponent, no zeros too many, no more than 15 figures.
bool shown_as_written(std::string_view raw) {
  if (raw.starts_with('-')) raw.remove_prefix(1);
  if (raw.empty() || raw.size() > 15 || raw[0] < '1' || raw[0] > '9') return false;
  const std::size_t point = std::min(raw.find('.'), raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i)
    if (i != point && (raw[i] < '0' || raw[i] > '9')) return false;
  return point == raw.size() || (raw.back() != '0' && raw.back() != '.');
}

void digits_of(std::string& out, int n, int width) {
  char all[12];
  for (int i = width; i-- > 0; n /= 10) all[i] = static_cast<char>('0' + n % 10);
  out.append(all, static_cast<std::size_t>(width));
}

std::string general(double value, std::string_view raw) {
  if (shown_as_written(raw)) return std::string(raw);
  if (value == std::floor(value) && std::abs(value) < 1e15) return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
  if (!std::isfinite(value)) return std::string(raw);
  return fmt::format("{:.15g}", value);
}

std::string grouped(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t i = point; i > 3;) {
    i -= 3;
    if (digits[i - 1] == '-') break;
    digits.insert(i, ",");
  }
  return digits;
}

}  // namespace

std::string_view built_in_format(int id) {
  switch (id) {
    case 1: return "0";
    case 2: return "0.00";
    case 3: case 37: case 38: return "#,##0";
    case 4: case 39: case 40: return "#,##0.00";
    case 9: return "0%";
    case 10: return "0.00%";
    case 14: return "dd/mm/yyyy";
    case 15: return "d-mmm-yy";
    case 16: return "d-mmm";
    case 17: return "mmm-yy";
    case 18: return "h:mm AM/PM";
    case 19: return "h:mm:ss AM/PM";
    case 20: return "h:mm";
    case 21: return "h:mm:ss";
    case 22: return "dd/mm/yyyy h:mm";
    case 45: return "mm:ss";
    case 46: return "[h]:mm:ss";
    case 47: return "mm:ss.0";
    default: break;
  }
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "dd/mm/yyyy";  // dates of East Asian locales
  return "";
}

bool is_date_format(std::string_view code) {
  for (const Token& t : tokens(sections(code)[0])) {
    if (t.kind == Token::Letters && t.text == "general") return false;
    if (t.kind == Token::Letters && std::string_view("ymdhs").find(t.text[0]) != std::string_view::npos) return true;
    if (t.kind == Token::Letters && t.text == "am/pm") return true;
    if (t.kind == Token::Bracket && (t.text == "h" || t.text == "hh" || t.text == "mm" || t.text == "m" || t.text == "ss"))
      return true;
  }
  return false;
}

DateParts date_parts(double serial, bool from_1904) {
  DateParts p;
  if (!std::isfinite(serial) || serial < 0 || serial >= 2958466) return p;
  double whole = std::floor(serial);
  long seconds = std::lround((serial - whole) * 86400.0);
  if (seconds >= 86400) {
    seconds -= 86400;
    whole += 1;
  }
  p.hour = static_cast<int>(seconds / 3600);
  p.minute = static_cast<int>(seconds / 60 % 60);
  p.second = static_cast<int>(seconds % 60);
  p.valid = true;
  const int days = static_cast<int>(whole);
  if (days == 0 && !from_1904) {
    p.has_day = false;
    return p;
  }
  if (days == 60 && !from_1904) {  // a day that never was, kept by Excel for the sake of Lotus 1-2-3
    p.year = 1900;
    p.month = 2;
    p.day = 29;
    return p;
  }
  using namespace std::chrono;
  const sys_days epoch = from_1904 ? sys_days(year(1904) / 1 / 1)
                         : days < 60 ? sys_days(year(1899) / 12 / 31)
                                     : sys_days(year(1899) / 12 / 30);
  const year_month_day ymd{epoch + std::chrono::days(days)};
  p.year = static_cast<int>(ymd.year());
  p.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  p.day = static_cast<int>(static_cast<unsigned>(ymd.day()));
  return p;
}

std::string iso_date(const DateParts& p) {
  if (!p.valid || !p.has_day || (p.year == 1900 && p.month == 2 && p.day == 29)) return {};
  std::string out;
  digits_of(out, p.year, 4);
  digits_of(out += '-', p.month, 2);
  digits_of(out += '-', p.day, 2);
  if (p.hour || p.minute || p.second) out += fmt::format("T{:02}:{:02}", p.hour, p.minute);
  return out;
}

std::string shown_date(const DateParts& p, double serial, std::string_view code) {
  if (code == built_in_format(14) && p.has_day) {  // what most sheets have
    std::string usual;
    digits_of(usual, p.day, 2);
    digits_of(usual += '/', p.month, 2);
    digits_of(usual += '/', p.year, 4);
    return usual;
  }
  const std::vector<Token> list = tokens(sections(code)[0]);
  bool twelve = false;
  for (const Token& t : list) twelve = twelve || t.text == "am/pm";
  std::string out;
  bool after_hours = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Token& t = list[i];
    if (t.kind == Token::Literal) {
      out += t.text;
      continue;
    }
    if (t.kind == Token::Bracket) {
      if (t.text == "h" || t.text == "hh") {
        out += fmt::format("{}", static_cast<long long>(std::floor(serial * 24 + 1e-9)));
        after_hours = true;
      } else if (t.text == "m" || t.text == "mm") {
        out += fmt::format("{}", static_cast<long long>(std::floor(serial * 1440 + 1e-6)));
      } else if (t.text.starts_with('$') && t.text.size() > 1 && t.text[1] != '-') {
        out += t.text.substr(1, t.text.find('-') - 1);
      }
      continue;
    }
    const std::size_t n = t.text.size();
    const int hour = twelve ? (p.hour % 12 == 0 ? 12 : p.hour % 12) : p.hour;
    // "m" is minutes after hours or before seconds, months elsewhere.
    bool minutes = after_hours;
    for (std::size_t k = i + 1; k < list.size() && !minutes; ++k)
      if (list[k].kind == Token::Letters) {
        minutes = list[k].text[0] == 's';
        break;
      }
    switch (t.text[0]) {
      case 'y': out += n <= 2 ? fmt::format("{:02}", p.year % 100) : fmt::format("{:04}", p.year); break;
      case 'd':
        if (n <= 2) {
          out += n == 1 ? fmt::format("{}", p.day) : fmt::format("{:02}", p.day);
        } else if (p.month > 0) {
          using namespace std::chrono;
          const weekday w{sys_days(year(p.year) / p.month / p.day)};
          const std::string name = kDays[w.c_encoding()];
          out += n == 3 ? name.substr(0, 3) : name;
        }
        break;
      case 'm':
        if (t.text == "m" || t.text == "mm") {
          const int v = minutes ? p.minute : p.month;
          out += n == 1 ? fmt::format("{}", v) : fmt::format("{:02}", v);
        } else if (p.month > 0) {
          const std::string name = kMonths[p.month - 1];
          out += n == 3 ? name.substr(0, 3) : n == 5 ? name.substr(0, 1) : name;
        }
        break;
      case 'h': out += n == 1 ? fmt::format("{}", hour) : fmt::format("{:02}", hour); break;
      case 's': out += n == 1 ? fmt::format("{}", p.second) : fmt::format("{:02}", p.second); break;
      case 'a': if (t.text == "am/pm") out += p.hour < 12 ? "AM" : "PM"; break;
      default: break;
    }
    if (t.text[0] != 'm') after_hours = t.text[0] == 'h';
    else after_hours = false;
  }
  return squeezed(out);
}

std::string shown_number(double value, std::string_view raw, std::string_view code) {
  if (code.empty() || lower_ascii(code) == "general" || code == "@") return general(value, raw);
  const auto parts = sections(code);
  std::string_view chosen = parts[0];
  bool sign_said = false;
  if (value < 0 && parts.size() > 1) {
    chosen = parts[1];
    sign_said = true;
  } else if (value == 0 && parts.size() > 2) {
    chosen = parts[2];
  }
  if (chosen.empty()) return {};  // a format that shows nothing, as ";;;"
  std::string before, after, pattern;
  bool percent = false;
  for (const Token& t : tokens(chosen)) {
    if (t.kind == Token::Bracket) {
      if (t.text.starts_with('$')) {
        const std::size_t dash = std::min(t.text.find('-'), t.text.size());
        (pattern.empty() ? before : after) += t.text.substr(1, dash - 1);
      } else if (!t.text.empty() && (t.text[0] == '<' || t.text[0] == '>' || t.text[0] == '=')) {
        return general(value, raw);  // conditions
      }
      continue;
    }
    if (t.kind == Token::Letters) {
      if (t.text == "general") return general(value, raw);
      if (t.text == "e") return general(value, raw);
      (pattern.empty() ? before : after) += t.text;
      continue;
    }
    for (const char c : t.text) {
      if (c == '0' || c == '#' || c == '?' || ((c == '.' || c == ',') && !pattern.empty() && after.empty())) {
        if (!after.empty()) return general(value, raw);  // "000 000" and fractions
        pattern += c;
      } else if (c == '.' && pattern.empty()) {
        pattern += c;
      } else {
        if (c == '%') percent = true;
        if (c == '/') return general(value, raw);
        (pattern.empty() ? before : after) += c;
      }
    }
  }
  if (pattern.empty()) return squeezed(before + after);
  double v = std::abs(value);
  if (percent) v *= 100;
  while (!pattern.empty() && pattern.back() == ',') {  // each trailing comma divides by a thousand
    v /= 1000;
    pattern.pop_back();
  }
  const std::size_t point = pattern.find('.');
  const std::string whole = pattern.substr(0, point);
  const std::string part = point == std::string::npos ? "" : pattern.substr(point + 1);
  const int most = std::min<int>(static_cast<int>(part.size()), 30);
  const auto least = static_cast<int>(std::count(part.begin(), part.end(), '0'));
  if (v >= 1e21) return general(value, raw);
  std::string digits = fmt::format("{:.{}f}", v, most);
  if (most > least) {
    int drop = most - least;
    while (drop-- > 0 && digits.ends_with('0')) digits.pop_back();
    if (digits.ends_with('.')) digits.pop_back();
  }
  const auto zeros = static_cast<std::size_t>(std::count(whole.begin(), whole.end(), '0'));
  const std::size_t integer = std::min(digits.find('.'), digits.size());
  if (integer < zeros) digits.insert(0, zeros - integer, '0');
  if (whole.find(',') != std::string::npos) digits = grouped(digits);
  const bool minus = value < 0 && !sign_said && digits.find_first_of("123456789") != std::string::npos;
  return squeezed((minus ? "-" : "") + before + digits + after);
}

std::string header_words(std::string_view code) {
  std::string words;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] != '&' || i + 1 >= code.size()) {
      words += code[i];
      continue;
    }
    const char c = code[++i];
    if (c == '&') words += '&';
    else if (c == '"') i = std::min(code.find('"', i + 1), code.size());
    else if (c >= '0' && c <= '9') { while (i + 1 < code.size() && code[i + 1] >= '0' && code[i + 1] <= '9') ++i; }
    else if (c == 'K') i += std::min<std::size_t>(6, code.size() - i);
    else words += ' ';
  }
  return squeezed(words);
}

}  // namespace heed::document::xlsx
