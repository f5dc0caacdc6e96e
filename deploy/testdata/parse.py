"""Parses every gcloud command in the lines of standard input with gcloud's own parser.

Run it with the SDK's Python, SDK_ROOT and an empty CLOUDSDK_CONFIG. A valid command then fails only because
there is no account. Prints the commands that fail for other reasons, and the number of valid commands.
"""

import os
import shlex
import sys
import tempfile

SDK = os.environ["SDK_ROOT"]
sys.path[:0] = [os.path.join(SDK, "lib"), os.path.join(SDK, "lib", "third_party")]

from googlecloudsdk import gcloud_main  # noqa: E402

ENDS = {";", "|", "||", "&&", "&", ">", ">&"}
NO_ACCOUNT = "do not currently have an active account"


def commands(line):
    """Yields the arguments of each gcloud command in a line of shell."""
    lexer = shlex.shlex(line.removeprefix("# asks: "), posix=True, punctuation_chars=";|&>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    words = list(lexer)
    while "gcloud" in words:
        words = words[words.index("gcloud") + 1 :]
        end = next((i for i, word in enumerate(words) if word in ENDS), len(words))
        yield words[:end]


def complaint(cli, words):
    """Returns gcloud's error message, or None for a valid command. It restores standard error."""
    with tempfile.TemporaryFile("w+") as captured:
        saved = os.dup(2)
        os.dup2(captured.fileno(), 2)
        try:
            cli.Execute(words)
        except SystemExit:
            pass
        finally:
            os.dup2(saved, 2)
            os.close(saved)
        captured.seek(0)
        text = captured.read()
    return None if NO_ACCOUNT in text else text or "it ran without an account"


def main():
    out = os.fdopen(os.dup(1), "w")  # some commands close standard output
    cli = gcloud_main.CreateCLI([])
    good = 0
    for line in sys.stdin.readlines():  # all, because a command may read standard input too
        if line.startswith("#") and not line.startswith("# asks: "):
            continue
        for words in commands(line):
            wrong = complaint(cli, words)
            good += wrong is None
            if wrong:
                print("gcloud", shlex.join(words), "\n   ", wrong[:500], file=out)
    print("parsed:", good, file=out)


main()
