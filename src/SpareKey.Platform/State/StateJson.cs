using System.Text.Json.Serialization;
using SpareKey.Core.State;

namespace SpareKey.Platform.State;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SnapshotHead))]
internal sealed partial class StateJson : JsonSerializerContext;
