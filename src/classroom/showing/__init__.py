"""What people see of a submission in Formgrader and in the feedback."""
