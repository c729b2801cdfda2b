"""Everything that must hold before a course is handed out; `classroom check` asks it all."""
