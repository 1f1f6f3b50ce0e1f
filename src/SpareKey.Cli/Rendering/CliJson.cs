using System.Text.Json.Serialization;
using SpareKey.Core.Backup;
using SpareKey.Core.Certificates;
using SpareKey.Core.Exports;
using SpareKey.Core.Extract;
using SpareKey.Core.SecretKeys;
using SpareKey.Core.Snapshots;
using SpareKey.Core.Tokens;

namespace SpareKey.Cli.Rendering;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(BackupJson))]
[JsonSerializable(typeof(DryRunResult))]
[JsonSerializable(typeof(NewCertificateResult))]
[JsonSerializable(typeof(ListJson))]
[JsonSerializable(typeof(HeaderJson))]
[JsonSerializable(typeof(SnapshotContent))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(ExtractResult))]
[JsonSerializable(typeof(DoctorJson))]
[JsonSerializable(typeof(UnlockJson))]
[JsonSerializable(typeof(NewSecretKeyJson))]
[JsonSerializable(typeof(SecretKeyFacts))]
[JsonSerializable(typeof(InspectedToken))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(ExportedItemJson))]
[JsonSerializable(typeof(ExtractedExport))]
internal sealed partial class CliJson : JsonSerializerContext;
