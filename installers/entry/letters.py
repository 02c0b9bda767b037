"""Runs before either program: on Linux, where the system's language is missing or unset, letters are UTF-8.

Qt would see to that too, but with four lines on standard error. Python does when it is not frozen.
"""

import locale
import os
import sys

if sys.platform == "linux":
    try:
        locale.setlocale(locale.LC_ALL, "")
        has_letters = locale.nl_langinfo(locale.CODESET) == "UTF-8"
    except locale.Error:  # a language that was asked for and never installed
        has_letters = False
    locale.setlocale(locale.LC_ALL, "C")  # as Python finds it
    if not has_letters:
        asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
        if asked:
            os.environ.setdefault("ANNOTATOR_LANGUAGE", asked)
        os.environ["LC_ALL"] = "C.UTF-8"
