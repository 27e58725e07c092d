#include <random>

#include "base/date_fixture.h"

using namespace heed;
using namespace std::chrono;

namespace {

struct Form {
  const char* typed;
  const char* edtf;
  const char* understood;
};

const Form kForms[] = {
    // Days, as people type them.
    {"22.05.16", "2016-05-22", "22 May 2016"},
    {"22-may-16", "2016-05-22", "22 May 2016"},
    {"22-May-2016", "2016-05-22", "22 May 2016"},
    {"22/May/2016", "2016-05-22", "22 May 2016"},
    {"22-May 2016", "2016-05-22", "22 May 2016"},
    {"22/5/2016", "2016-05-22", "22 May 2016"},
    {"22/05/2016", "2016-05-22", "22 May 2016"},
    {"22 / 05 / 2016", "2016-05-22", "22 May 2016"},
    {"2/5/16", "2016-05-02", "2 May 2016"},
    {"5/4/2016", "2016-04-05", "5 April 2016"},
    {"22-05-2016", "2016-05-22", "22 May 2016"},
    {"22.5.2016", "2016-05-22", "22 May 2016"},
    {"22.05.2016.", "2016-05-22", "22 May 2016"},
    {"2016-05-22", "2016-05-22", "22 May 2016"},
    {"2016/05/22", "2016-05-22", "22 May 2016"},
    {"2016.05.22", "2016-05-22", "22 May 2016"},
    {"2016-5-2", "2016-05-02", "2 May 2016"},
    {"22 May 2016", "2016-05-22", "22 May 2016"},
    {"  22  MAY  2016 ", "2016-05-22", "22 May 2016"},
    {"22nd May 2016", "2016-05-22", "22 May 2016"},
    {"the 22nd of May, 2016", "2016-05-22", "22 May 2016"},
    {"1st Jan 2016", "2016-01-01", "1 January 2016"},
    {"3rd Sept. 2016", "2016-09-03", "3 September 2016"},
    {"22 May 16", "2016-05-22", "22 May 2016"},
    {"22 May '16", "2016-05-22", "22 May 2016"},
    {"22May2016", "2016-05-22", "22 May 2016"},
    {"May 22 2016", "2016-05-22", "22 May 2016"},
    {"May 22, 2016", "2016-05-22", "22 May 2016"},
    {"May 22nd 2016", "2016-05-22", "22 May 2016"},
    {"2016 May 22", "2016-05-22", "22 May 2016"},
    {"Sunday 22 May 2016", "2016-05-22", "22 May 2016"},
    {"Tue 4 June 2019", "2019-06-04", "4 June 2019"},
    {"Tues. 4/6/19", "2019-06-04", "4 June 2019"},
    {"on 22 May 2016", "2016-05-22", "22 May 2016"},
    {"22\u00A0May\u00A02016", "2016-05-22", "22 May 2016"},
    {"22\u201305\u20132016", "2016-05-22", "22 May 2016"},
    {"\u200F22/05/2016\u200E", "2016-05-22", "22 May 2016"},
    {"\u202B22/05/2016\u202C", "2016-05-22", "22 May 2016"},
    {"\uFF12\uFF12/\uFF10\uFF15/\uFF12\uFF10\uFF11\uFF16", "2016-05-22", "22 May 2016"},
    {"29/02/2016", "2016-02-29", "29 February 2016"},
    {"01/01/00", "2000-01-01", "1 January 2000"},
    {"01/01/27", "2027-01-01", "1 January 2027"},
    {"01/01/28", "1928-01-01", "1 January 1928"},
    {"14/03/68", "1968-03-14", "14 March 1968"},
    {"Christmas Day 2016", "2016-12-25", "25 December 2016"},
    {"christmas eve 2016", "2016-12-24", "24 December 2016"},
    {"Boxing Day 2016", "2016-12-26", "26 December 2016"},
    {"New Year's Eve 2016", "2016-12-31", "31 December 2016"},
    {"New Year\u2019s Day 2017", "2017-01-01", "1 January 2017"},
    {"today", "2026-11-22", "22 November 2026"},
    {"Yesterday", "2026-11-21", "21 November 2026"},
    // A time of day.
    {"22/5/2016 14:30", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"22.05.16 14:30", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"22.05.16 14.30", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"22nd May 2016 at 2.30pm", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"22 May 2016, 2:30 p.m.", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"22 May 2016 2pm", "2016-05-22T14:00", "22 May 2016 at 2pm"},
    {"2pm 22 May 2016", "2016-05-22T14:00", "22 May 2016 at 2pm"},
    {"2pm on the 22nd of May 2016", "2016-05-22T14:00", "22 May 2016 at 2pm"},
    {"14:30 on 22 May 2016", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"14.30hrs 22/05/16", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"4/6/19 @ 14.30hrs", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"4/6/19 @ 1430", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"4/6/19 1430hrs", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"1430 04/06/2019", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"1430 hours on 4 June 2019", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"4 June 2019 1430", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"1430 4 June 2019", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"2030 4 June 2019", "2019-06-04T20:30", "4 June 2019 at 8:30pm"},
    {"22 May 2016 00:00", "2016-05-22T00:00", "22 May 2016 at 00:00"},
    {"2016-05-22T14:30", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"2016-05-22T14:30:15", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"2016-05-22 14:30", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"2016-05-22T00:00:00", "2016-05-22", "22 May 2016"},
    {"22/05/2016 00:00:00", "2016-05-22", "22 May 2016"},
    {"22 May 2016 noon", "2016-05-22T12:00", "22 May 2016 at midday"},
    {"12am 22 May 2016", "2016-05-22T00:00", "22 May 2016 at 00:00"},
    {"12:05 am 22 May 2016", "2016-05-22T00:05", "22 May 2016 at 12:05am"},
    {"approx. 3pm on 4 June 2019", "2019-06-04T15:00~", "about 4 June 2019 at 3pm"},
    {"3 o'clock in the afternoon on 4 June 2019", nullptr, nullptr},
    {"2:30 in the afternoon on 4 June 2019", "2019-06-04T14:30", "4 June 2019 at 2:30pm"},
    {"the morning of 3 May 2016", "2016-05-03T00:00~/2016-05-03T11:59~", "the morning of 3 May 2016"},
    {"3 May 2016, evening", "2016-05-03T18:00~/2016-05-03T23:59~", "the evening of 3 May 2016"},
    {"3/5/16 afternoon", "2016-05-03T12:00~/2016-05-03T17:59~", "the afternoon of 3 May 2016"},
    {"early hours of 3 May 2016", "2016-05-03T00:00~/2016-05-03T05:59~", "the early hours of 3 May 2016"},
    {"night of 3 May 2016", "2016-05-03T20:00~/2016-05-04T05:59~", "the night of 3 May 2016"},
    {"22/05/16 am", "2016-05-22T00:00~/2016-05-22T11:59~", "the morning of 22 May 2016"},
    {"22/05/16 pm", "2016-05-22T12:00~/2016-05-22T23:59~", "the afternoon or evening of 22 May 2016"},
    {"22 May 2016 - 14:30", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"22/05/2016-14:30", "2016-05-22T14:30", "22 May 2016 at 2:30pm"},
    {"2016-05-22 00:00:00.000", "2016-05-22", "22 May 2016"},
    {"12 noon 22 May 2016", "2016-05-22T12:00", "22 May 2016 at midday"},
    {"Mon 23rd May 2016 @ 09:15 hrs", "2016-05-23T09:15", "23 May 2016 at 9:15am"},
    {"some time in 2016", "2016", "2016"},
    // Months, seasons, years, decades.
    {"May 2016", "2016-05", "May 2016"},
    {"may 2016", "2016-05", "May 2016"},
    {"in May 2016", "2016-05", "May 2016"},
    {"May, 2016", "2016-05", "May 2016"},
    {"May-16", "2016-05", "May 2016"},
    {"May '16", "2016-05", "May 2016"},
    {"05/2016", "2016-05", "May 2016"},
    {"5/2016", "2016-05", "May 2016"},
    {"2016-05", "2016-05", "May 2016"},
    {"2016/05", "2016-05", "May 2016"},
    {"Sept 2016", "2016-09", "September 2016"},
    {"2011-12", "2011-12", "December 2011"},
    {"spring 2017", "2017-21", "spring 2017"},
    {"Summer of 2017", "2017-22", "summer 2017"},
    {"autumn 2017", "2017-23", "autumn 2017"},
    {"winter 2017", "2017-24", "winter 2017"},
    {"winter 2016-17", "2016-12~/2017-02~", "winter 2016 to 2017"},
    {"winter of 2016/17", "2016-12~/2017-02~", "winter 2016 to 2017"},
    {"Q1 2017", "2017-33", "Q1 2017"},
    {"2017 Q4", "2017-36", "Q4 2017"},
    {"third quarter of 2017", "2017-35", "Q3 2017"},
    {"2nd quarter 2017", "2017-34", "Q2 2017"},
    {"first half of 2017", "2017-40", "first half of 2017"},
    {"early 2017", "2017-37", "early 2017"},
    {"mid-2017", "2017-38", "mid 2017"},
    {"mid 2017", "2017-38", "mid 2017"},
    {"late 2017", "2017-39", "late 2017"},
    {"the end of 2017", "2017-39", "late 2017"},
    {"late March 2018", "2018-03-21~/2018-03-31~", "late March 2018"},
    {"mid-March 2018", "2018-03-11~/2018-03-20~", "mid March 2018"},
    {"beginning of March 2018", "2018-03-01~/2018-03-10~", "early March 2018"},
    {"2016", "2016", "2016"},
    {"in 2016", "2016", "2016"},
    {"the 1990s", "199X", "the 1990s"},
    {"1990's", "199X", "the 1990s"},
    {"90s", "199X", "the 1990s"},
    {"the '90s", "199X", "the 1990s"},
    {"2010s", "201X", "the 2010s"},
    {"late 90s", "1997~/1999~", "late 1990s"},
    {"early 1990s", "1990~/1993~", "early 1990s"},
    {"mid-90s", "1994~/1996~", "mid 1990s"},
    // About and possibly.
    {"about March 2018", "2018-03~", "about March 2018"},
    {"around March 2018", "2018-03~", "about March 2018"},
    {"approximately March 2018", "2018-03~", "about March 2018"},
    {"approx 22/05/16", "2016-05-22~", "about 22 May 2016"},
    {"circa 2015", "2015~", "about 2015"},
    {"c.2015", "2015~", "about 2015"},
    {"c. 2015", "2015~", "about 2015"},
    {"c2015", "2015~", "about 2015"},
    {"ca 2015", "2015~", "about 2015"},
    {"~2015", "2015~", "about 2015"},
    {"2015 (approx)", "2015~", "about 2015"},
    {"2015 or so", "2015~", "about 2015"},
    {"2015?", "2015?", "possibly 2015"},
    {"2015 (?)", "2015?", "possibly 2015"},
    {"possibly May 2016", "2016-05?", "possibly May 2016"},
    {"thought to be 22 May 2016", "2016-05-22?", "possibly 22 May 2016"},
    {"perhaps about 2016", "2016%", "possibly about 2016"},
    // Before and after.
    {"before 2012", "../2011-12-31T23:59", "before 2012"},
    {"pre-2012", "../2011-12-31T23:59", "before 2012"},
    {"prior to 2012", "../2011-12-31T23:59", "before 2012"},
    {"before May 2016", "../2016-04-30T23:59", "before May 2016"},
    {"before 3 May 2016", "../2016-05-02T23:59", "before 3 May 2016"},
    {"before 2pm on 3 May 2016", "../2016-05-03T13:59", "before 3 May 2016 at 2pm"},
    {"before about 2012", "../2011-12-31T23:59~", "before about 2012"},
    {"before the 1990s", "../1989-12-31T23:59", "before 1990"},
    {"by 2012", "../2012", "2012 or earlier"},
    {"until May 2016", "../2016-05", "May 2016 or earlier"},
    {"2012 or earlier", "../2012", "2012 or earlier"},
    {"after 3 May 2016", "2016-05-04T00:00/..", "after 3 May 2016"},
    {"after May 2016", "2016-06-01T00:00/..", "after May 2016"},
    {"after 2016", "2017-01-01T00:00/..", "after 2016"},
    {"post-2016", "2017-01-01T00:00/..", "after 2016"},
    {"after 14:30 on 3 May 2016", "2016-05-03T14:31/..", "after 3 May 2016 at 2:30pm"},
    {"since 2012", "2012/..", "2012 or later"},
    {"from May 2016 onwards", "2016-05/..", "May 2016 or later"},
    {"2012 onwards", "2012/..", "2012 or later"},
    // Spans.
    {"between March 2016 and June 2017", "2016-03/2017-06", "between March 2016 and June 2017"},
    {"between 3 and 5 May 2016", "2016-05-03/2016-05-05", "between 3 and 5 May 2016"},
    {"between 3rd and 5th May 2016", "2016-05-03/2016-05-05", "between 3 and 5 May 2016"},
    {"3-5 May 2016", "2016-05-03/2016-05-05", "between 3 and 5 May 2016"},
    {"3 to 5 May 2016", "2016-05-03/2016-05-05", "between 3 and 5 May 2016"},
    {"30-31/5/2016", "2016-05-30/2016-05-31", "between 30 and 31 May 2016"},
    {"3 April - 5 May 2016", "2016-04-03/2016-05-05", "between 3 April and 5 May 2016"},
    {"from 3 May 2016 to 6 June 2017", "2016-05-03/2017-06-06", "between 3 May 2016 and 6 June 2017"},
    {"3/5/16 - 5/5/16", "2016-05-03/2016-05-05", "between 3 and 5 May 2016"},
    {"3/5/16-5/5/16", "2016-05-03/2016-05-05", "between 3 and 5 May 2016"},
    {"2016-05-03 - 2016-05-05", "2016-05-03/2016-05-05", "between 3 and 5 May 2016"},
    {"March\u2013June 2016", "2016-03/2016-06", "between March and June 2016"},
    {"March to June 2016", "2016-03/2016-06", "between March and June 2016"},
    {"2016-2017", "2016/2017", "between 2016 and 2017"},
    {"2016 \u2014 2017", "2016/2017", "between 2016 and 2017"},
    {"2016-17", "2016/2017", "between 2016 and 2017"},
    {"2016/17", "2016/2017", "between 2016 and 2017"},
    {"between 2pm and 4pm on 3 May 2016", "2016-05-03T14:00/2016-05-03T16:00",
     "between 2pm and 4pm on 3 May 2016"},
    {"2-4pm 3 May 2016", "2016-05-03T14:00/2016-05-03T16:00", "between 2pm and 4pm on 3 May 2016"},
    {"11-2pm 3 May 2016", "2016-05-03T11:00/2016-05-03T14:00", "between 11am and 2pm on 3 May 2016"},
    {"3 May 2016 14:00 - 16:00", "2016-05-03T14:00/2016-05-03T16:00", "between 2pm and 4pm on 3 May 2016"},
    {"14:00-16:00 3/5/2016", "2016-05-03T14:00/2016-05-03T16:00", "between 2pm and 4pm on 3 May 2016"},
    {"about between 3 and 5 May 2016", "2016-05-03~/2016-05-05~", "about between 3 and 5 May 2016"},
    {"early to mid 2016", "2016-37/2016-38", "between early 2016 and mid 2016"},
    {"week of 3 May 2016", "2016-05-02/2016-05-08", "between 2 and 8 May 2016"},
    {"w/c 2 May 2016", "2016-05-02/2016-05-08", "between 2 and 8 May 2016"},
    {"week commencing 3 May 2016", "2016-05-03/2016-05-09", "between 3 and 9 May 2016"},
    {"week ending 8/5/16", "2016-05-02/2016-05-08", "between 2 and 8 May 2016"},
    {"first week of May 2016", "2016-05-01/2016-05-07", "between 1 and 7 May 2016"},
    {"the last week of May 2016", "2016-05-25/2016-05-31", "between 25 and 31 May 2016"},
    {"2nd week in May 2016", "2016-05-08/2016-05-14", "between 8 and 14 May 2016"},
    {"3 or 4 May 2016", "2016-05-03/2016-05-04", "between 3 and 4 May 2016"},
    {"22 & 23 May 2016", "2016-05-22/2016-05-23", "between 22 and 23 May 2016"},
    {"May/June 2016", "2016-05/2016-06", "between May and June 2016"},
    {"summer/autumn 2016", "2016-22/2016-23", "between summer 2016 and autumn 2016"},
    {"2016 to date", "2016/2026-11-22", "between 2016 and 22 November 2026"},
    {"from 2012", "2012/..", "2012 or later"},
    {"on or before 22 May 2016", "../2016-05-22", "22 May 2016 or earlier"},
    {"on or after 22 May 2016", "2016-05-22/..", "22 May 2016 or later"},
    {"by the end of 2016", "../2016", "2016 or earlier"},
    {"since the start of 2016", "2016/..", "2016 or later"},
    {"between 22:00 on 3 May 2016 and 02:00 on 4 May 2016", "2016-05-03T22:00/2016-05-04T02:00",
     "between 3 May 2016 at 10pm and 4 May 2016 at 2am"},
    {"possibly between 3 and 5 May 2016", "2016-05-03?/2016-05-05?", "possibly between 3 and 5 May 2016"},
    // EDTF itself.
    {"2016-05~", "2016-05~", "about May 2016"},
    {"2016?", "2016?", "possibly 2016"},
    {"2016-05-22%", "2016-05-22%", "possibly about 22 May 2016"},
    {"../2012", "../2012", "2012 or earlier"},
    {"2012/..", "2012/..", "2012 or later"},
    {"201X", "201X", "the 2010s"},
    {"201x", "201X", "the 2010s"},
    {"19XX", "1900/1999", "between 1900 and 1999"},
    {"2016-XX", "2016", "2016"},
    {"2016-05-XX", "2016-05", "May 2016"},
    {"2017-21", "2017-21", "spring 2017"},
    {"2016-03/2017-06", "2016-03/2017-06", "between March 2016 and June 2017"},
    {"2016-05-22T14:30~", "2016-05-22T14:30~", "about 22 May 2016 at 2:30pm"},
};

struct Refusal {
  std::string typed;
  const char* says;  ///< part of the message or of what to do next
};

const Refusal kRefusals[] = {
    {"31/02/2016", "February 2016 had only 29 days"},
    {"29/02/2017", "February 2017 had only 28 days"},
    {"31 April 2016", "April 2016 had only 30 days"},
    {"13/13/2016", "There is no month 13"},
    {"05/22/2016", "There is no month 22; the day comes before the month"},
    {"0/5/2016", "There is no day 0"},
    {"32/01/2016", "There is no day 32"},
    {"1/0/2016", "There is no month 0"},
    {"2016-13-01", "There is no month 13"},
    {"2016-02-30", "February 2016 had only 29 days"},
    {"Sat 4 June 2019", "4 June 2019 was a Tuesday, not a Saturday"},
    {"22 May", "no year"},
    {"22/5", ""},
    {"May", "no year"},
    {"spring", "no year"},
    {"early", "no year"},
    {"Tuesday", "no year"},
    {"14:30", "no year"},
    {"22", ""},
    {"22 2016", ""},
    {"May 16", "four figures"},
    {"2020-21", "two years or a season"},
    {"22 May 3016", "year 3016"},
    {"22/05/0016", "year 16"},
    {"22/05/216", ""},
    {"9999", ""},
    {"0000", ""},
    {"25:00 22 May 2016", "time of day"},
    {"22 May 2016 24:00", "time of day"},
    {"22 May 2016 14:60", "time of day"},
    {"22 May 2016 13am", "time of day"},
    {"22 May 2016 0pm", "time of day"},
    {"2016-05-22T14:30:00Z", "no time zone"},
    {"22 May 2016 14:30 BST", "no time zone"},
    {"midnight 22 May 2016", "Midnight"},
    {"14:30 May 2016", "no day"},
    {"Christmas 2016", "Christmas Day 2016"},
    {"Easter 2016", "Easter moves"},
    {"New Year 2017", "1 January 2017"},
    {"between 5 and 3 May 2016", "ends before it starts"},
    {"2017-2016", "ends before it starts"},
    {"between May 2016", "no end"},
    {"between", ""},
    {"before", ""},
    {"after then", ""},
    {"about", ""},
    {"unknown", "Not known"},
    {"Not known", "Not known"},
    {"N/K", "Not known"},
    {"tbc", "Not known"},
    {"?", "Not known"},
    {"-", "Not known"},
    {"22 May 2016 23 June 2017", ""},
    {"22/05/2016 23/05/2016", ""},
    {"22-05/2016", ""},
    {"the day before yesterday", ""},
    {"22052016", ""},
    {"42512", ""},
    {"99999999999999999999999", ""},
    {"2016-05-22; delete everything", ""},
    {"=TODAY()", ""},
    {"<script>22 May 2016</script>", ""},
    {"22 Mai 2016", ""},
    {"22 мая 2016", "characters"},
    {"\u0662\u0662/\u0660\u0665/\u0662\u0660\u0661\u0666", "characters"},
    {"\xFF\xFE", "characters"},
    {"\xEF\xBC", "characters"},
    {std::string("22 May\0 2016", 12), "characters"},
    {std::string(400, 'x'), "too long"},
    {std::string(400, '1'), "too long"},
    {std::string(160, '-'), ""},
    {std::string(159, '/') + "1", ""},
    {"...", ""},
    {"/", ""},
    {"../..", ""},
    {"2016/", ""},
    {"/2016", ""},
    {"2016--05", ""},
    {"1/1", ""},
    {"t", ""},
    {"s", ""},
};

}  // namespace

TEST(UncertainDate, LooseBritishTypingIsRead) {
  std::size_t read_count = 0;
  for (const auto& form : kForms) {
    if (!form.edtf) {
      EXPECT_FALSE(UncertainDate::parse(form.typed, kToday).ok()) << form.typed;
      continue;
    }
    const auto date = UncertainDate::parse(form.typed, kToday);
    EXPECT_TRUE(date.ok()) << form.typed << ": " << date.error().message;
    if (!date.ok()) continue;
    EXPECT_EQ(date->edtf(), form.edtf) << form.typed;
    EXPECT_EQ(date->understood(), form.understood) << form.typed;
    ++read_count;
  }
  EXPECT_GE(read_count, 150u);
}

TEST(UncertainDate, WhatIsUnderstoodCanBeTypedAgain) {
  for (const auto& form : kForms) {
    if (!form.edtf) continue;
    const auto again = UncertainDate::parse(form.understood, kToday);
    EXPECT_TRUE(again.ok()) << form.understood << ": " << again.error().message;
    if (!again.ok()) continue;
    EXPECT_EQ(again->edtf(), form.edtf) << form.understood;
  }
}

TEST(UncertainDate, WhatCannotBeReadIsRefusedWithExamplesOrTheReason) {
  for (const auto& refusal : kRefusals) {
    const auto date = UncertainDate::parse(refusal.typed, kToday);
    EXPECT_FALSE(date.ok()) << refusal.typed << " was read as " << date->understood();
    if (date.ok()) continue;
    EXPECT_EQ(date.error().code, Code::BadInput);
    EXPECT_NE((date.error().message + " " + date.error().next).find(refusal.says), std::string::npos)
        << refusal.typed << ": " << date.error().message << " " << date.error().next;
    EXPECT_FALSE(date.error().message.empty());
    EXPECT_FALSE(date.error().next.empty()) << refusal.typed;
  }
}

TEST(UncertainDate, AnErrorGivesExamplesThatAreUnderstood) {
  const auto next = UncertainDate::parse("a while back", kToday).error().next;
  const auto list = next.substr(next.find(": ") + 2);
  std::size_t from = 0, count = 0;
  while (from < list.size()) {
    auto to = list.find(", ", from);
    if (to == std::string::npos) to = list.size();
    EXPECT_TRUE(UncertainDate::parse(list.substr(from, to - from), kToday).ok())
        << list.substr(from, to - from);
    from = to + 2, ++count;
  }
  EXPECT_GE(count, 5u);
}

TEST(UncertainDate, AnErrorNeverRepeatsWhatWasTyped) {
  for (const char* typed :
       {"Rosalind's birthday", "when Rosalind left 2016", "22 May Rosalind 2016", "before Rosalind"}) {
    const auto date = UncertainDate::parse(typed, kToday);
    ASSERT_FALSE(date.ok()) << typed;
    for (const char* name : {"Rosalind", "rosalind"})
      EXPECT_EQ((date.error().message + date.error().next).find(name), std::string::npos);
  }
}

TEST(UncertainDate, NothingTypedIsEmptyAndNotAnError) {
  for (const char* typed : {"", " ", "\t\n "}) {
    const auto date = read(typed);
    EXPECT_TRUE(date.empty());
    EXPECT_EQ(date.understood(), "");
    EXPECT_EQ(date.month_and_year(), "");
    EXPECT_EQ(date, UncertainDate{});
  }
}

TEST(UncertainDate, TwoDigitYearsAreRecent) {
  EXPECT_EQ(read("1/1/27").edtf(), "2027-01-01");
  EXPECT_EQ(read("1/1/28").edtf(), "1928-01-01");
  EXPECT_EQ(UncertainDate::parse("1/1/28", Day{year{2027}, January, day{1}})->edtf(), "2028-01-01");
}

TEST(UncertainDate, WhatWasTypedIsKept) {
  EXPECT_EQ(read("  22.05.16 ").typed(), "22.05.16");
  EXPECT_EQ(read("\f\t22.05.16\v\r\n").typed(), "22.05.16");
  EXPECT_EQ(UncertainDate::exactly(kToday).typed(), "22 November 2026");
  EXPECT_EQ(UncertainDate::exactly(kToday).edtf(), "2026-11-22");
  EXPECT_EQ(UncertainDate::exactly(kToday).precision(), DatePrecision::Day);
}

TEST(UncertainDate, StoredDatesComeBackTheSame) {
  for (const auto& form : kForms) {
    if (!form.edtf) continue;
    const auto date = read(form.typed);
    const auto again = UncertainDate::stored(date.typed(), date.edtf());
    EXPECT_EQ(again, date) << form.typed;
    EXPECT_EQ(again.understood(), date.understood());
    EXPECT_EQ(again.sort_key(), date.sort_key());
  }
  for (const char* broken : {"", "2016-13", "2016-02-30", "20160522", "2016-05-22T25:00", "../..",
                             "2017/2016", "/", "2016/", "0000"})
    EXPECT_TRUE(UncertainDate::stored("x", broken).empty()) << broken;
}

TEST(UncertainDate, AnyEdtfThatIsReadRoundTrips) {
  // Random points and spans of every grain: typed as EDTF, and as the words for them, they mean the same
  // moments.
  std::mt19937 random{20160522};
  const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>{from, to}(random); };
  const auto point = [&] {
    const int y = pick(1900, 2030), m = pick(1, 12), d = pick(1, 28);
    std::string text;
    switch (pick(0, 5)) {
      case 0:
        text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", y, m, d, pick(0, 23), pick(0, 59));
        break;
      case 1:
        text = fmt::format("{:04}-{:02}-{:02}", y, m, d);
        break;
      case 2:
        text = fmt::format("{:04}-{:02}", y, m);
        break;
      case 3:
        text = fmt::format(
            "{:04}-{:02}", y,
            std::array{21, 22, 23, 24, 33, 34, 35, 36, 37, 38, 39, 40, 41}[std::size_t(pick(0, 12))]);
        break;
      case 4:
        text = fmt::format("{:04}", y);
        break;
      case 5:
        text = fmt::format("{:03}X", y / 10);
        break;
    }
    const int quality = pick(0, 7);
    return text + (quality == 0 ? "~" : quality == 1 ? "?" : quality == 2 ? "%" : "");
  };
  int kept = 0;
  for (int i = 0; i < 5000; ++i) {
    const int shape = pick(0, 5);
    const auto text = shape == 0   ? "../" + point()
                      : shape == 1 ? point() + "/.."
                      : shape == 2 ? point() + "/" + point()
                                   : point();
    const auto date = UncertainDate::stored("typed", text);
    if (date.empty()) continue;  // a span that ends before it starts
    ++kept;
    EXPECT_EQ(date.edtf(), text);
    EXPECT_LE(date.earliest(), date.latest()) << text;
    EXPECT_EQ(UncertainDate::stored("typed", date.edtf()), date);
    const auto words = UncertainDate::parse(date.understood(), kToday);
    ASSERT_TRUE(words.ok()) << text << ": " << date.understood();
    EXPECT_EQ(words->earliest(), date.earliest()) << text << ": " << date.understood();
    EXPECT_EQ(words->latest(), date.latest()) << text << ": " << date.understood();
    EXPECT_FALSE(date.month_and_year().empty());
  }
  EXPECT_GT(kept, 4000);
}

TEST(UncertainDate, AnythingAtAllIsReadOrRefusedWithoutAFault) {
  // Forms cut, doubled and stirred: neither a fault nor a reading that cannot be stored.
  std::mt19937 random{99};
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>{0, n - 1}(random);
  };
  for (int i = 0; i < 20000; ++i) {
    std::string text = kForms[pick(std::size(kForms))].typed;
    if (pick(2)) text += " " + std::string{kForms[pick(std::size(kForms))].typed};
    for (std::size_t edits = pick(4); edits > 0 && !text.empty(); --edits) {
      const auto at = pick(text.size());
      if (pick(2))
        text.erase(at, 1 + pick(4));
      else
        text[at] = char(pick(256));
      if (text.empty()) break;
    }
    const auto date = UncertainDate::parse(text, kToday);
    if (!date.ok()) continue;
    EXPECT_EQ(UncertainDate::stored(date->typed(), date->edtf()), *date);
    EXPECT_LE(date->earliest(), date->latest());
  }
}
