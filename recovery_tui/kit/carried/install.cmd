@echo off
rem Finds Python @PYTHON@ and hands over to install.py, which checks the kit before anything is written.
setlocal
set "TEST=import sys; sys.exit(sys.version_info[:2] != (3, @MINOR@))"
if not exist "%~dp0install.py" goto packed
py -@PYTHON@ -I -c "%TEST%" >nul 2>nul
if not errorlevel 1 goto launcher
python -I -c "%TEST%" >nul 2>nul
if not errorlevel 1 goto plain
echo install: Python @PYTHON@ was not found. Nothing was changed. FOR-IT.md tells what is needed. 1>&2
set STATUS=1
goto end
:packed
echo install: install.py is missing. Nothing was changed. Unpack the whole zip and try again. 1>&2
set STATUS=1
goto end
:launcher
py -@PYTHON@ -I "%~dp0install.py" %*
set STATUS=%ERRORLEVEL%
goto end
:plain
python -I "%~dp0install.py" %*
set STATUS=%ERRORLEVEL%
:end
rem Without a folder it was most likely started by a double click: let the person read.
if "%~1"=="" pause
exit /b %STATUS%
