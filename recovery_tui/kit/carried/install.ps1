# Finds Python @PYTHON@ and hands over to install.py, which checks the kit before anything is written.
$test = 'import sys; sys.exit(sys.version_info[:2] != (3, @MINOR@))'
$install = Join-Path $PSScriptRoot 'install.py'
foreach ($found in @(@('py', '-@PYTHON@'), @('python'), @('python3'))) {
    $python = $found[0]
    $first = @($found | Select-Object -Skip 1)
    if (-not (Get-Command $python -CommandType Application -ErrorAction SilentlyContinue)) { continue }
    & $python @first -I -c $test 2>$null
    if ($LASTEXITCODE -eq 0) {
        & $python @first -I $install @args
        exit $LASTEXITCODE
    }
}
Write-Host 'install: Python @PYTHON@ was not found. Nothing was changed. FOR-IT.md tells what is needed.'
exit 1
