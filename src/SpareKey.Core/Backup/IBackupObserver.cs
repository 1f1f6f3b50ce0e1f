using SpareKey.Core.Accounts;

namespace SpareKey.Core.Backup;

/// <summary>Shows a run to a person while it goes on. Called from several threads.</summary>
public interface IBackupObserver
{
    /// <summary>A new stage begins: a short phrase such as "reading back".</summary>
    void Stage(string stage);

    void Progress(CaptureProgress progress);

    void Warn(string warning);
}
