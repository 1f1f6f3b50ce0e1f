using SpareKey.SecurityModel.Srp;

namespace SpareKey.SecurityModel.Tests.Accounts;

/// <summary>The service's side of a sign-in, on our server half.</summary>
internal sealed class InMemorySignIn(AccountState state, IRandomness randomness) : ISignInService
{
    private SrpServer? _server;
    private string _clientNumber = "";
    private SrpContext? _context;

    public Session? Session { get; private set; }

    public ValueTask<SignInChallenge> StartAsync(EmailAddress email, string secretKeyId, CancellationToken cancellationToken)
    {
        var id = Base32Id.CreateServerId(randomness);
        _context = new SrpContext(id, secretKeyId, email, state.SignIn.Parameters.Salt.ToArray());
        return ValueTask.FromResult(new SignInChallenge(id, state.SignIn.Parameters));
    }

    public ValueTask<string> ExchangeAsync(string sessionId, string clientNumber, CancellationToken cancellationToken)
    {
        _server = SrpServer.Start(state.SignIn.Verifier, _context!, randomness);
        _clientNumber = clientNumber;
        return ValueTask.FromResult(_server.PublicNumber);
    }

    public ValueTask<string> ConfirmAsync(string sessionId, string clientProof, CancellationToken cancellationToken)
    {
        (Session, var proof) = _server!.Confirm(_clientNumber, clientProof);
        return ValueTask.FromResult(proof);
    }
}
