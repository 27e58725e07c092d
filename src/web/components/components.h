// Every component in one include. A component is a struct of options and one function of the same name that
// gives its HTML, the same as the GOV.UK or MoJ macro gives; fixtures_test.cc holds them to it.
//   radios({.name = "agree", .fieldset = {.legend = {"Do you agree?"}}, .items = {{"yes", "Yes"}, {"no",
//   "No"}}})
#pragma once

#include "web/components/choices.h"
#include "web/components/content.h"
#include "web/components/form_controls.h"
#include "web/components/navigation.h"
#include "web/components/tables.h"
#include "web/components/text_blocks.h"
