@echo off
rem Double-click this on Windows: it does what start.py does, and leaves the window open if something goes wrong.
if not exist "%~dp0start.py" (
    echo start.py is not beside this file. Unpack the whole zip first: right-click it and choose "Extract All".
    pause
    exit /b 1
)
where py >nul 2>nul || (
    echo Python is missing. Install Python 3.14 from https://www.python.org/downloads/ and double-click this again.
    pause
    exit /b 1
)
py "%~dp0start.py" %* || pause
