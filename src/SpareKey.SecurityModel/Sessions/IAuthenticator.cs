using SpareKey.SecurityModel.Srp;

namespace SpareKey.SecurityModel;

/// <summary>Signs in: proves knowledge of the secrets to the service and agrees on a session.</summary>
public interface IAuthenticator
{
    /// <summary>Signs in. The caller disposes the session.</summary>
    /// <exception cref="AuthenticationFailedException">The service refuses, or does not prove itself.</exception>
    ValueTask<Session> SignInAsync(Credentials credentials, CancellationToken cancellationToken = default);
}

/// <summary>
/// The four messages of a sign-in, whoever carries them. This library has no client for the live service: implement this over the transport at hand.
/// </summary>
public interface ISignInService
{
    /// <summary>Names the account; the answer is the session's id and the parameters of the derivation. A service that hides which accounts exist answers for unknown ones too.</summary>
    ValueTask<SignInChallenge> StartAsync(EmailAddress email, string secretKeyId, CancellationToken cancellationToken);

    /// <summary>Hands over A, gets B; both hexadecimal.</summary>
    ValueTask<string> ExchangeAsync(string sessionId, string clientNumber, CancellationToken cancellationToken);

    /// <summary>Hands over the client's proof, gets the server's; both base64url.</summary>
    /// <exception cref="AuthenticationFailedException">The service refuses the proof.</exception>
    ValueTask<string> ConfirmAsync(string sessionId, string clientProof, CancellationToken cancellationToken);
}

/// <summary>The service's first answer.</summary>
/// <param name="SessionId">The session id.</param>
/// <param name="Parameters">The parameters under which x is derived. They come from the service: count and method are checked, so that it cannot ask for a cheap derivation.</param>
public sealed record SignInChallenge(string SessionId, KeyDerivationParameters Parameters);

/// <summary>Signs in with SRP.</summary>
public sealed class SrpAuthenticator : IAuthenticator
{
    private readonly ISignInService _service;
    private readonly IRandomness _randomness;
    private readonly SrpProtocol _protocol;

    /// <summary>Signs in over <paramref name="service"/>.</summary>
    public SrpAuthenticator(ISignInService service, IRandomness randomness, SrpProtocol protocol = SrpProtocol.Current)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(randomness);
        _service = service;
        _randomness = randomness;
        _protocol = protocol;
    }

    /// <inheritdoc/>
    public async ValueTask<Session> SignInAsync(Credentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var keyId = credentials.SecretKey.AccountId;
        var challenge = await _service.StartAsync(credentials.Email, keyId, cancellationToken);
        using var x = SrpX.Derive(credentials, challenge.Parameters);
        var client = SrpClient.Start(_randomness);
        var serverNumber = await _service.ExchangeAsync(challenge.SessionId, client.PublicNumber, cancellationToken);
        var context = new SrpContext(challenge.SessionId, keyId, credentials.Email, challenge.Parameters.Salt.ToArray());
        using var proof = client.Complete(x, serverNumber, context, _protocol);
        return proof.Confirm(await _service.ConfirmAsync(challenge.SessionId, proof.Proof, cancellationToken));
    }
}
