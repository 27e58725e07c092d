"""How the checks that are no programs of GoogleTest say what they found: each is a name and the reasons why it is wrong. For
docs_test.py and layers_test.py; run_all.py reads the last line and the lines that begin with FAILED."""


class Report:
    def __init__(self):
        self.passed, self.failures, self.notes = 0, [], []

    def check(self, name, wrong):
        if wrong:
            self.failures.append((name, wrong))
        else:
            self.passed += 1

    def finish(self):
        """Prints it all and gives the exit code."""
        for note in self.notes:
            print(f"note: {note}")
        for name, wrong in self.failures:
            print(f"FAILED {name}")
            for reason in wrong:
                print(f"  {reason}")
        print(f"{self.passed} passed, {len(self.failures)} failed")
        return 1 if self.failures else 0
