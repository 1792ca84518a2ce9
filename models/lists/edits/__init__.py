"""What can be done to the user's lists: functions from one Lists to the next, each naming what it means by id.

They never raise: what does not fit (an id that is gone, a last list that would go) leaves the value as it is, the same
object. So a late edit, computed on a newer value than the user saw, does what still makes sense of it.
"""
