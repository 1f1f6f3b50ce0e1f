namespace SpareKey.SecurityModel;

/// <summary>The format of a Secret Key.</summary>
public enum SecretKeyVersion
{
    /// <summary>Old: 25 secret characters (33 in all). Read only: such a key opens an account, none is made or rotated any more.</summary>
    A2 = 2,

    /// <summary>Current: 26 secret characters (34 in all), 128.8 bits.</summary>
    A3 = 3,
}
