namespace SpareKey.OnePasswordCli.Json;

/// <summary>Which item. An id alone is unique per vault only.</summary>
internal readonly record struct ItemKey(string VaultId, string ItemId);
