"""What is known of Gatekeep: one function that returns prose. Here it says what a file holds."""

import json
import os


def consult_sync(persona, question, context=None):
    with open(os.environ["STAND_IN_ASKED"], "w", encoding="utf-8") as file:
        json.dump({"persona": persona, "question": question, "context": context}, file)
    with open(os.environ["STAND_IN_SAYS"], encoding="utf-8") as file:
        prose = file.read()
    if prose == "raise":
        raise RuntimeError("the model is not there")
    return prose
