# One entry for everything on Windows: .\build.ps1 VERB. Needs the .NET 10 SDK and git; says what else a verb needs.
param([Parameter(Position = 0)][string] $Verb = 'help', [Parameter(ValueFromRemainingArguments)][string[]] $Rest = @())
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Set-Location $PSScriptRoot
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$publish = 'artifacts/publish'

function Invoke-Checked([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "build: $Program $($Arguments[0]) failed with exit code $LASTEXITCODE" }
}

function Assert-Tools([string[]] $Names) {
    $missing = @($Names | Where-Object { -not (Get-Command $_ -ErrorAction SilentlyContinue) })
    if ($missing.Count -gt 0) {
        throw "build: not installed: $($missing -join ', '); Git for Windows brings openssl, tar and unzip in its usr\bin folder: add that to PATH"
    }
}

function Publish-One([string] $Project, [string] $Folder) {
    $rid = if ([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'Arm64') { 'win-arm64' } else { 'win-x64' }
    Invoke-Checked dotnet @('publish', $Project, '-c', 'Release', '-r', $rid, '--no-self-contained', '-v', 'quiet',
        '-p:PublishSingleFile=true', '-p:PublishReadyToRun=true', '-p:RunAnalyzers=false',
        "-p:ArtifactsPath=$PSScriptRoot/artifacts/for-publish/", '-o', $Folder)
}

function Publish-All {
    Publish-One 'src/SpareKey.Cli' $publish
    Publish-One 'tools/SpareKey.OpSimulator' "$publish/op-simulator"
}

switch ($Verb) {
    'demo' {
        Assert-Tools @('openssl', 'tar', 'unzip')
        Publish-All
        New-Item -ItemType Directory -Force artifacts/demo | Out-Null
        $stamp = [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssZ')
        Invoke-Checked "$publish/sparekey.exe" (@('demo', '--out', "artifacts/demo/$stamp") + $Rest)
    }
    'test' {
        Assert-Tools @('openssl', 'tar', 'unzip')
        Publish-All
        $env:SPAREKEY_EXE = "$PSScriptRoot/$publish/sparekey.exe"
        $env:SPAREKEY_OP_SIMULATOR = "$PSScriptRoot/$publish/op-simulator/op.exe"
        Invoke-Checked dotnet @('build', 'SpareKey.slnx', '-v', 'quiet')
        Invoke-Checked dotnet (@('test', '--solution', 'SpareKey.slnx', '--no-build') + $Rest)
    }
    'check' {
        Invoke-Checked dotnet @('restore', 'SpareKey.slnx', '-v', 'quiet')
        Invoke-Checked dotnet @('format', 'whitespace', 'SpareKey.slnx', '--verify-no-changes', '--no-restore')
        Invoke-Checked dotnet @('build', 'SpareKey.slnx', '-v', 'quiet', '--no-restore')
    }
    'publish' { Publish-All }
    'fuzz' {
        if ($Rest.Count -ne 1 -or $Rest[0] -notmatch '^[0-9]+$') { throw 'build: fuzz needs a number of minutes' }
        $env:SPAREKEY_FUZZ_MINUTES = $Rest[0]
        Invoke-Checked dotnet @('run', '--project', 'tests/SpareKey.Fuzz', '-c', 'Release')
    }
    'campaign' {
        $places = @{ 'op-faults' = 'OpFaults'; death = 'Death'; 'nothing-readable' = 'NothingReadable'; 'two-at-once' = 'TwoAtOnce'; damage = 'Damage'; disk = 'Disk'; random = 'RandomOrganisations' }
        $name = if ($Rest.Count -gt 0) { $Rest[0] } else { '' }
        if (-not $places.ContainsKey($name)) { throw "build: no campaign $name; there are: $($places.Keys -join ', ')" }
        $project = if ($name -in 'damage', 'disk', 'random') { 'SpareKey.DamageCampaigns' } else { 'SpareKey.Campaigns' }
        Assert-Tools @('openssl', 'tar', 'unzip')
        Publish-All
        $env:SPAREKEY_EXE = "$PSScriptRoot/$publish/sparekey.exe"
        $env:SPAREKEY_OP_SIMULATOR = "$PSScriptRoot/$publish/op-simulator/op.exe"
        $env:SPAREKEY_CAMPAIGN = 'long'
        Invoke-Checked dotnet @('run', '--project', "tests/$project", '--', '-namespace', "$project.$($places[$name])")
    }
    'bench' { throw 'build: the bench compares with restic and tar | gzip | age and runs on Linux only' }
    'help' { 'usage: .\build.ps1 demo | test | fuzz MINUTES | campaign NAME | check | publish' }
    default { throw "build: no verb $Verb; see .\build.ps1 help" }
}
