using System.Runtime.InteropServices;

namespace SpareKey.OpSimulator.Native;

internal enum FileKind { None, CharDevice, Pipe, RegularFile, Socket, Other }

/// <summary>What a standard handle really is. `op` decides by this whether there is piped input, and so must the simulator.</summary>
internal static partial class StandardHandle
{
    private const int TypeMask = 0xF000;

    public static FileKind KindOf(int descriptor) => OperatingSystem.IsWindows() ? OnWindows(descriptor) : OnUnix(descriptor);

    private static FileKind OnUnix(int descriptor) =>
        FStat(descriptor, out var status) != 0
            ? FileKind.None
            : (status.Mode & TypeMask) switch
            {
                0x1000 => FileKind.Pipe,
                0x2000 => FileKind.CharDevice,
                0x8000 => FileKind.RegularFile,
                0xC000 => FileKind.Socket,
                _ => FileKind.Other,
            };

    private static FileKind OnWindows(int descriptor) => GetFileType(GetStdHandle(-10 - descriptor)) switch
    {
        1 => FileKind.RegularFile,
        2 => FileKind.CharDevice,
        3 => FileKind.Pipe,
        _ => FileKind.None,
    };

    /// <remarks>The runtime's own shim: the same layout on every Unix, unlike struct stat.</remarks>
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static partial int FStat(nint descriptor, out FileStatus status);

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    private static partial int GetFileType(nint handle);

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct FileStatus
    {
        public int Flags;
        public int Mode;
    }
}
