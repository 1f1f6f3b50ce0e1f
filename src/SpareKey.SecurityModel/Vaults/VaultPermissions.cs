namespace SpareKey.SecurityModel;

/// <summary>
/// What an access row allows (member <c>acl</c>). Only reading is enforced by cryptography, through possession of the vault key;
/// the rest is policy of service and clients.
/// </summary>
[Flags]
public enum VaultPermissions : long
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Recover the vault for a member.</summary>
    Recover = 1,

    /// <summary>Manage who has access. Alone it does not allow reading.</summary>
    Manage = 2,

    /// <summary>Reveal and copy passwords.</summary>
    RevealPassword = 16,

    /// <summary>Read items.</summary>
    ReadItem = 32,

    /// <summary>Change items.</summary>
    UpdateItem = 64,

    /// <summary>Make items.</summary>
    CreateItem = 128,

    /// <summary>Archive items.</summary>
    ArchiveItem = 256,

    /// <summary>Delete items.</summary>
    DeleteItem = 512,

    /// <summary>See earlier versions of items.</summary>
    ViewHistory = 1024,

    /// <summary>Share items by link.</summary>
    SendItem = 0x10_0000,

    /// <summary>Import.</summary>
    Import = 0x20_0000,

    /// <summary>Export.</summary>
    Export = 0x40_0000,

    /// <summary>Print.</summary>
    Print = 0x80_0000,

    /// <summary>Read, write and export: what a member gets by default (0xF007F0).</summary>
    ReadWriteExport = RevealPassword | ReadItem | UpdateItem | CreateItem | ArchiveItem | DeleteItem | ViewHistory | SendItem | Import | Export | Print,

    /// <summary>The default and <see cref="Manage"/>: what real personal vaults have.</summary>
    Owner = ReadWriteExport | Manage,
}

/// <summary>Sets of permissions that are more than the known bits together.</summary>
public static class VaultPermissionSets
{
    /// <summary>Everything (0x7FFFFFFE), as vaults have that their user made.</summary>
    public const VaultPermissions All = (VaultPermissions)0x7FFF_FFFE;
}
