; Inno Setup 6.4.1 or newer: before that there was no Arabic among its own languages.
; installers/windows/inno.py calls ISCC with all that is defined below. Without an argument of its own
; for any of them this recipe does not compile: a version that is wrong is worse than none.
#if Ver < EncodeVer(6, 4, 1)
  #error Annotator's installer needs Inno Setup 6.4.1 or newer.
#endif
#ifndef AppVersion
  #error Say which version: /DAppVersion=0.1.0
#endif
#ifndef FileVersion
  #error Say it in four numbers, too: /DFileVersion=0.1.0.0
#endif
#ifndef Frozen
  #error Say where the frozen folder lies: /DFrozen=C:\annotator\dist\annotator
#endif
#ifndef Setup
  #error Say what to call the installer, without .exe: /DSetup=annotator-0.1.0-windows-x86_64
#endif
#ifndef Icons
  #error Say where annotator.ico and project.ico lie: /DIcons=C:\annotator\dist\icons
#endif

#define AppName "Annotator"
#define Window "annotator-gui.exe"
#define CommandLine "annotator.exe"
#define ProjectType "Annotator.Project"
#define ProjectEnding ".annot"

[Setup]
; Never another one: it is how the next version finds this one and takes its place. The full edition has
; the same, because it takes the place of the standard one.
AppId={{7B2E3C54-52A5-4B4F-9A0C-6D6C3A9E1F27}
AppName={#AppName}
AppVersion={#AppVersion}
AppVerName={#AppName} {#AppVersion}
AppPublisher=Annotator
VersionInfoVersion={#FileVersion}
VersionInfoProductTextVersion={#AppVersion}
; What Qt 6.11 runs on: Windows 10, version 1809.
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; For the person alone, without an administrator's rights. Whoever has them: /ALLUSERS.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
DefaultDirName={autopf}\{#AppName}
; One page with two boxes, the next does the work, «Finish». Another folder: /DIR="D:\Annotator".
DisableWelcomePage=yes
DisableDirPage=yes
DisableProgramGroupPage=yes
DisableReadyPage=yes
ShowLanguageDialog=auto
WizardStyle=modern
SetupIconFile={#Icons}\annotator.ico
UninstallDisplayIcon={app}\{#Window}
UninstallDisplayName={#AppName}
ChangesAssociations=yes
ChangesEnvironment=yes
; A window that is open is asked to close. Nothing is lost by it: every decision is on disk before the next key.
CloseApplications=yes
CloseApplicationsFilter=*.exe,*.dll,*.pyd
RestartApplications=no
SetupMutex=AnnotatorSetup
Compression=lzma2/max
SolidCompression=yes
OutputBaseFilename={#Setup}
#ifdef Signed
; ISCC is given the command: /Sannotator=... (installers/README.md says how).
SignTool=annotator
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"

[CustomMessages]
en.ProjectType=Annotator project
ar.ProjectType=مشروع Annotator
fr.ProjectType=Projet Annotator
en.OnPath=Let a terminal find the &command «annotator»
ar.OnPath=إتاحة الأمر «annotator» في سطر الأوامر
fr.OnPath=Rendre la &commande « annotator » disponible dans un terminal

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"
Name: "path"; Description: "{cm:OnPath}"; Flags: unchecked

[InstallDelete]
; What the version before had and this one has not must not be imported by accident.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
#ifdef Signed
Source: "{#Frozen}\{#Window}"; DestDir: "{app}"; Flags: ignoreversion signonce
Source: "{#Frozen}\{#CommandLine}"; DestDir: "{app}"; Flags: ignoreversion signonce
#else
Source: "{#Frozen}\{#Window}"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Frozen}\{#CommandLine}"; DestDir: "{app}"; Flags: ignoreversion
#endif
Source: "{#Icons}\project.ico"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Frozen}\_internal\*"; DestDir: "{app}\_internal"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#AppName}"; Filename: "{app}\{#Window}"
Name: "{autodesktop}\{#AppName}"; Filename: "{app}\{#Window}"; Tasks: desktop

[Registry]
; HKA: the person's own part of the registry, or the computer's with /ALLUSERS.
Root: HKA; Subkey: "Software\Classes\{#ProjectEnding}"; ValueType: string; ValueData: "{#ProjectType}"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#ProjectEnding}"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-annotator-project"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#ProjectEnding}\OpenWithProgids"; ValueType: string; ValueName: "{#ProjectType}"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#ProjectType}"; ValueType: string; ValueData: "{cm:ProjectType}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#ProjectType}\DefaultIcon"; ValueType: string; ValueData: "{app}\project.ico"
Root: HKA; Subkey: "Software\Classes\{#ProjectType}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Window}"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\{#Window}\SupportedTypes"; ValueType: string; ValueName: "{#ProjectEnding}"; ValueData: ""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\{#Window}"; Flags: dontcreatekey uninsdeletekeyifempty

[Run]
Filename: "{app}\{#Window}"; Description: "{cm:LaunchProgram,{#AppName}}"; Flags: nowait postinstall skipifsilent

[Code]
const
  MachineEnvironment = 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment';

{ Where the search path stands: the computer's with /ALLUSERS, else the person's own. }
function PathRoot: Integer;
begin
  if IsAdminInstallMode then Result := HKEY_LOCAL_MACHINE else Result := HKEY_CURRENT_USER;
end;

function PathKey: String;
begin
  if IsAdminInstallMode then Result := MachineEnvironment else Result := 'Environment';
end;

{ The search path without our folder; the rest as it was, in its order. }
function Without(const Paths, Folder: String): String;
var
  Rest, One: String;
  Place: Integer;
begin
  Result := '';
  Rest := Paths;
  while Rest <> '' do
  begin
    Place := Pos(';', Rest);
    if Place = 0 then
    begin
      One := Rest;
      Rest := '';
    end
    else
    begin
      One := Copy(Rest, 1, Place - 1);
      Delete(Rest, 1, Place);
    end;
    if (One <> '') and (CompareText(RemoveBackslashUnlessRoot(One), RemoveBackslashUnlessRoot(Folder)) <> 0) then
    begin
      if Result <> '' then Result := Result + ';';
      Result := Result + One;
    end;
  end;
end;

{ Puts our folder into the search path, or takes it out; writes nothing where nothing changes. }
procedure SetOnPath(const IsWanted: Boolean);
var
  Before, After: String;
begin
  if not RegQueryStringValue(PathRoot, PathKey, 'Path', Before) then Before := '';
  After := Without(Before, ExpandConstant('{app}'));
  if IsWanted then
  begin
    if After <> '' then After := After + ';';
    After := After + ExpandConstant('{app}');
  end
  else if Length(After) >= Length(Before) then
    Exit;
  if After <> Before then RegWriteExpandStringValue(PathRoot, PathKey, 'Path', After);
end;

procedure CurStepChanged(Step: TSetupStep);
begin
  if Step = ssPostInstall then SetOnPath(WizardIsTaskSelected('path'));
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step = usPostUninstall then SetOnPath(False);
end;

{ A program that runs cannot be written to: Windows itself says whether one does. }
function Runs(const Name: String): Boolean;
var
  Path: String;
  Stream: TFileStream;
begin
  Path := ExpandConstant('{app}\' + Name);
  Result := False;
  if not FileExists(Path) then Exit;
  try
    Stream := TFileStream.Create(Path, fmOpenReadWrite or fmShareExclusive);
    Stream.Free;
  except
    Result := True;
  end;
end;

{ Setup has Windows close an open window; who removes the program is asked to. }
function InitializeUninstall: Boolean;
begin
  Result := True;
  while Result and (Runs('{#Window}') or Runs('{#CommandLine}')) do
    Result := SuppressibleMsgBox(FmtMessage(SetupMessage(msgUninstallAppRunningError), ['{#AppName}']),
                                 mbError, MB_OKCANCEL, IDCANCEL) = IDOK;
end;
