using SpareKey.Core.Errors;
using SpareKey.Core.Extract;
using SpareKey.Core.Files;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Core.Exports;

/// <summary>
/// Puts an export's items and files into a private folder, in the layout that extracting a snapshot has. A file that cannot be
/// read is named and the rest comes out: this may be the only copy there is.
/// </summary>
public sealed class ExtractExportUseCase(IPrivateFolders folders)
{
    public ExtractedExport Run(OpenedExport export, IReadOnlyList<ExportItem> items, string target, CancellationToken cancellationToken)
    {
        var output = new ExportTarget(folders.OpenEmpty(target));
        var problems = new List<string>(export.Problems);
        try
        {
            foreach (var item in items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                output.Write(item);
                foreach (var file in item.Files)
                    Write(export, output, item, file, problems);
            }
        }
        catch (Exception failure) when (output.Files > 0 && PlaintextLeft.Concerns(failure))
        {
            throw PlaintextLeft.Mention(failure, output.Folder, output.Files);
        }

        return new ExtractedExport(output.Folder, output.Files, output.Bytes, problems);
    }

    private static void Write(OpenedExport export, ExportTarget output, ExportItem item, ExportFile file, List<string> problems)
    {
        try
        {
            using var content = export.ReadFile(file);
            output.Write(item, file, content.DangerousBytes);
        }
        catch (UserErrorException failure) when (failure.InnerException is SecurityModel.SecurityModelException)
        {
            problems.Add(failure.Message);
        }
    }
}

/// <param name="Problems">What the export holds and could not be read.</param>
public sealed record ExtractedExport(string Folder, int Files, long Bytes, IReadOnlyList<string> Problems)
{
    public ExitCode ExitCode => Problems.Count == 0 ? ExitCode.Done : ExitCode.Incomplete;
}
