"""How many processes and threads a machine runs, and when there are suspiciously more."""

from classroom.isolation import task_count


def test_a_machine_with_more_tasks_than_before_is_noticed() -> None:
    now = task_count.running()
    assert now > 0
    assert not task_count.rose_too_far(now)
    assert task_count.rose_too_far((now - 9_000) % 2**16)
    assert not task_count.rose_too_far((now + 9_000) % 2**16), "others may end meanwhile"
