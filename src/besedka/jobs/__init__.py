"""Work on many conversations at once: with progress, and with an undo."""

from besedka.jobs.model import (
    Action,
    Answer,
    Close,
    Job,
    JobState,
    NoSuchJob,
    Park,
    Problem,
    SetTopic,
    Tag,
    Transfer,
)
from besedka.jobs.service import Jobs, StartJob, UndoJob
from besedka.jobs.store import job, problems

__all__ = [
    "Action",
    "Answer",
    "Close",
    "Job",
    "JobState",
    "Jobs",
    "NoSuchJob",
    "Park",
    "Problem",
    "SetTopic",
    "StartJob",
    "Tag",
    "Transfer",
    "UndoJob",
    "job",
    "problems",
]
