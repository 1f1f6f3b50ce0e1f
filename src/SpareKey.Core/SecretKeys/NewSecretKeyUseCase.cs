using SpareKey.Core.Errors;
using SpareKey.SecurityModel;

namespace SpareKey.Core.SecretKeys;

/// <summary>Makes a Secret Key: a new one, or the successor of one, which keeps version and account id.</summary>
public static class NewSecretKeyUseCase
{
    /// <param name="replaced">The key to replace; null for a first one.</param>
    /// <param name="randomness">Where it comes from.</param>
    public static SecretKey Run(SecretKey? replaced, IRandomness randomness)
    {
        try
        {
            return replaced is null ? SecretKey.Create(randomness) : replaced.Rotate(randomness);
        }
        catch (UnsupportedSchemeException failure)
        {
            throw new UserErrorException(ExitCode.Failed, failure.Message, "make a key of the current version: sparekey secret-key new", failure);
        }
    }
}
