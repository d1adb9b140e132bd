@echo off
rem The vigia command for Windows: finds the newest JDK, builds what changed, and runs it.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "BEST="
set /a BEST_MAJOR=0

if defined JAVA_HOME call :consider "%JAVA_HOME%"
for /f "delims=" %%j in ('where javac 2^>nul') do call :parent "%%~dpj."
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*") do call :consider "%%~d"
for /d %%d in ("%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\BellSoft\*") do call :consider "%%~d"
for /d %%d in ("%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\openjdk\*" "%USERPROFILE%\scoop\apps\temurin*-jdk\*") do call :consider "%%~d"

if %BEST_MAJOR% GEQ 17 goto jdk_found
if not defined BEST echo vigia: no JDK found, and 17 or newer is needed; install one from https://adoptium.net or point JAVA_HOME to one. 1>&2
if defined BEST echo vigia: the newest JDK found is %BEST_MAJOR% ("%BEST%"), and 17 or newer is needed; install one from https://adoptium.net or point JAVA_HOME to one. 1>&2
exit /b 2

:jdk_found
set "JAVA_HOME=%BEST%"
set "PROGRAM=cli"
set "JAR=%HERE%cli\target\vigia.jar"
set "OTHER=workbench"
set "ARGUMENTS=%*"

if /i "%~1 %~2"=="help model" goto model_help
if /i "%~1 %~2"=="model --help" goto model_help
if /i "%~1"=="test" goto test
if /i not "%~1"=="model" goto program_chosen
rem Models are made by a program of its own, whose libraries no service ever sees.
set "PROGRAM=models/workbench"
set "JAR=%HERE%models\workbench\target\vigia-model.jar"
set "OTHER=cli"
call set "ARGUMENTS=%%ARGUMENTS:*model=%%"

:program_chosen
for %%j in ("%JAR%") do set "BUILT=%%~dpj.built"

rem Windows has no find -newer, but PowerShell everywhere.
powershell -NoProfile -Command "$b = Get-Item -LiteralPath $env:BUILT -Force -ErrorAction SilentlyContinue; if (-not $b -or -not (Test-Path -LiteralPath $env:JAR)) { exit 1 }; $n = Get-ChildItem -LiteralPath $env:HERE -Recurse -File | Where-Object { $_.LastWriteTime -gt $b.LastWriteTime -and $_.FullName.Substring($env:HERE.Length) -notmatch ('(^|\\)(target|data|\.git|testing|' + $env:OTHER + ')\\') -and ($_.Name -eq 'pom.xml' -or $_.FullName -match '\\src\\main\\') } | Select-Object -First 1; if ($n) { exit 1 }; exit 0"
if errorlevel 1 (
    call :build
    if errorlevel 2 exit /b 2
    if errorlevel 1 exit /b 1
)

set "OPTIONS=-XX:MaxRAMPercentage=50 -XX:G1PeriodicGCInterval=20000 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
if %BEST_MAJOR% GEQ 24 set "OPTIONS=%OPTIONS% --sun-misc-unsafe-memory-access=allow"
"%JAVA_HOME%\bin\java.exe" %OPTIONS% %VIGIA_JAVA_OPTS% -jar "%JAR%" %ARGUMENTS%
exit /b %ERRORLEVEL%

:test
call :need_maven
if errorlevel 1 exit /b 2
pushd "%HERE%"
call mvn -B -ntp -q spotless:check
if errorlevel 1 (
    popd
    exit /b 1
)
if not exist target\test mkdir target\test
type nul > target\test\checks
for /d /r %%d in (surefire-reports) do if exist "%%d" rd /s /q "%%d"
rem A failure of a test ends nothing: the report decides.
call mvn -B -ntp --fail-at-end -Dmaven.test.failure.ignore=true verify
if errorlevel 1 echo failed	Maven's run	see above>> target\test\checks
"%JAVA_HOME%\bin\java.exe" testing\TestReport.java --expect-all . target\test\checks
set "CODE=%ERRORLEVEL%"
popd
exit /b %CODE%

:model_help
type "%HERE%models\workbench\help.txt"
exit /b 0

:build
call :need_maven
if errorlevel 1 exit /b 2
echo Building Vigia (first time: about 3 minutes, mostly downloads)... 1>&2
pushd "%HERE%"
if not exist target mkdir target
rem Its time is when the build began: what is edited meanwhile is newer and builds again.
type nul > target\.build-began
call mvn -B -ntp -q -pl %PROGRAM% -am package -Dmaven.test.skip=true > target\build.log 2>&1
if errorlevel 1 (
    findstr /b /c:"[ERROR]" target\build.log 1>&2
    echo vigia: the build failed; stop any Vigia that runs from these files; the build output is in %HERE%target\build.log 1>&2
    popd
    exit /b 1
)
copy /y target\.build-began "%BUILT%" >nul
popd
exit /b 0

:need_maven
where mvn >nul 2>nul
if not errorlevel 1 exit /b 0
echo vigia: Maven is not found, and 3.8 or newer is needed to build; install it from https://maven.apache.org and have mvn on the PATH. 1>&2
exit /b 1

:parent
for %%p in ("%~1\..") do call :consider "%%~fp"
exit /b 0

:consider
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "VERSION="
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set "VERSION=%%~v"
if not defined VERSION exit /b 0
set "MAJOR="
for /f "tokens=1,2 delims=.-+_" %%a in ("%VERSION%") do (
    if "%%a"=="1" (set "MAJOR=%%b") else (set "MAJOR=%%a")
)
if not defined MAJOR exit /b 0
if %MAJOR% GTR %BEST_MAJOR% (
    set "BEST=%~1"
    set /a BEST_MAJOR=%MAJOR%
)
exit /b 0
