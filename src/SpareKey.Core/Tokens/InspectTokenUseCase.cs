using SpareKey.Core.Errors;
using SpareKey.SecurityModel;
using Secret = SpareKey.Core.Secrets.SecretText;

namespace SpareKey.Core.Tokens;

/// <summary>Says what a service-account token holds, without its secrets.</summary>
public static class InspectTokenUseCase
{
    /// <exception cref="UserErrorException">It is no such token.</exception>
    public static InspectedToken Run(Secret text, string origin)
    {
        try
        {
            using var token = ServiceAccountToken.Parse(text.Reveal());
            return new InspectedToken([.. token.Inspect()]);
        }
        catch (SecurityModelException failure)
        {
            throw new UserErrorException(
                ExitCode.Failed,
                $"{origin} holds no service-account token: {failure.Message}",
                "a token begins with ops_ and is one line of about 900 characters; was it cut?",
                failure);
        }
    }
}

/// <param name="Values">Names and values fit to print; of each secret its kind and length.</param>
public sealed record InspectedToken(IReadOnlyList<ExplainedValue> Values);
