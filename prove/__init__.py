"""The proof that nothing is lost or doubled, in the manner of Jepsen (`docs/reliability.md`, "Proof").

Many patients use a real server while a nemesis breaks it. Every call is recorded; then the history is judged
by rules that know neither the server's code nor the nemesis. The wing `checker` holds the rules.
"""
