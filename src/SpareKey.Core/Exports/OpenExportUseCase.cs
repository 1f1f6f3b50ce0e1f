using SpareKey.Core.Items;
using SpareKey.SecurityModel.Exports;
using Password = SpareKey.Core.Secrets.SecretText;

namespace SpareKey.Core.Exports;

/// <summary>Opens a file that 1Password exported, or an OPVault folder, whichever it is.</summary>
public static class OpenExportUseCase
{
    private static readonly LockedWords OnePux = new("password", "a 1PUX file has no password", "give the .1pux file as 1Password exported it; was it cut, or unpacked and packed again?");
    private static readonly LockedWords OpVault = new("password", "check the password; the profile may also be damaged", "give the folder that ends in .opvault, whole");

    /// <summary>Reads a 1PUX file; the stream stays the caller's and must stay open.</summary>
    public static OpenedExport OpenOnePux(string name, Stream file) =>
        new(name, ModelFailure.Guard(name, OnePux, () => OnePuxArchive.Open(file)), OnePux);

    /// <summary>Reads an OPVault folder.</summary>
    public static OpenedExport OpenOpVault(string name, IFileSet files, Password password) =>
        new(name, ModelFailure.Guard(name, OpVault, () => OpVaultArchive.Open(files, password.Reveal())), OpVault);
}
