using System.Collections.Concurrent;
using SpareKey.SecurityModel;
using SpareKey.SecurityModel.Srp;

namespace SpareKey.Samples;

/// <summary>The service's side of a sign-in, in the same process: knows the account's state, never its secrets.</summary>
internal sealed class SignInDesk(AccountState state, IRandomness randomness) : ISignInService
{
    private readonly ConcurrentDictionary<string, Visit> _visits = new(StringComparer.Ordinal);

    private sealed record Visit(SrpContext Context, SrpServer? Server = null, string ClientNumber = "");

    /// <summary>The sessions that were agreed on.</summary>
    public ConcurrentDictionary<string, Session> Sessions { get; } = new(StringComparer.Ordinal);

    public ValueTask<SignInChallenge> StartAsync(EmailAddress email, string secretKeyId, CancellationToken cancellationToken)
    {
        var bytes = new byte[16];
        randomness.Fill(bytes);
        var id = Convert.ToHexString(bytes);
        var parameters = state.SignIn.Parameters;
        _visits[id] = new Visit(new SrpContext(id, secretKeyId, email, parameters.Salt.ToArray()));
        return ValueTask.FromResult(new SignInChallenge(id, parameters));
    }

    public ValueTask<string> ExchangeAsync(string sessionId, string clientNumber, CancellationToken cancellationToken)
    {
        var visit = _visits[sessionId];
        var server = SrpServer.Start(state.SignIn.Verifier, visit.Context, randomness);
        _visits[sessionId] = visit with { Server = server, ClientNumber = clientNumber };
        return ValueTask.FromResult(server.PublicNumber);
    }

    public ValueTask<string> ConfirmAsync(string sessionId, string clientProof, CancellationToken cancellationToken)
    {
        // A visit is good for one attempt: guessing proofs needs a new handshake each time.
        if (!_visits.TryRemove(sessionId, out var visit) || visit.Server is null)
            throw new InvalidOperationException("no sign-in under way with this id");
        var (session, proof) = visit.Server.Confirm(visit.ClientNumber, clientProof);
        Sessions[sessionId] = session;
        return ValueTask.FromResult(proof);
    }
}
