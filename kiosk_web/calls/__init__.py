"""The parts of the bridge: arguments, replies, outcomes, the patient's session, voice, the staff's exit."""
