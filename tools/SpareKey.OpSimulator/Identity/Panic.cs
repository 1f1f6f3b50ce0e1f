namespace SpareKey.OpSimulator.Identity;

internal static class Panic
{
    /// <summary>What a truncated token did to `op` 2.18: a Go panic, exit 2. Shortened; the recorded one goes on with more frames.</summary>
    public const string Text =
        "panic: runtime error: invalid memory address or nil pointer dereference\n"
        + "[signal SIGSEGV: segmentation violation code=0x2 addr=0x0 pc=0x100000000]\n\n"
        + "goroutine 1 [running]:\n"
        + "go.1password.io/op/core/sof.UserManagedServiceAccountInfoFromSAToken({0x14000044199?, 0x102742554?})\n"
        + "main.main()\n";
}
