using SpareKey.Core.Errors;

namespace SpareKey.Cli.Terminal;

/// <summary>Reads the files a person names on the command line, with a bound and with words where it fails.</summary>
internal static class InputFiles
{
    public static Stream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, failure);
        }
    }

    public static byte[] ReadAll(string path, int maxBytes)
    {
        using var stream = Open(path);
        try
        {
            var buffer = new byte[Math.Min(maxBytes, stream.CanSeek ? stream.Length : maxBytes) + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > maxBytes)
                throw new UserErrorException(ExitCode.Usage, $"{path} is larger than {maxBytes} bytes", "is this the right file?");
            return buffer[..length];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, failure);
        }
    }

    public static UserErrorException Unreadable(string path, Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(ExitCode.Usage, $"{path} does not exist", "check the path", failure),
        UnauthorizedAccessException => new(ExitCode.Usage, $"{path} cannot be read: permission denied, or it is a folder", "check the path and its permissions", failure),
        _ => new(ExitCode.Usage, $"{path} cannot be read: {failure.Message.TrimEnd('.')}", "check the path", failure),
    };
}
