using System.Text.Json;

namespace SpareKey.Archive.Json;

/// <summary>
/// Forward-only reading of JSON whose shape is fixed: unknown, missing and doubled members are damage.
/// Wrap the whole reading in <see cref="Guard"/>, which turns malformed JSON into the same kind of error.
/// </summary>
internal ref struct StrictJson
{
    private const int MaxDepth = 64;
    private Utf8JsonReader _reader;
    private readonly string _part;

    public StrictJson(ReadOnlySpan<byte> utf8, string part)
    {
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        _part = part;
    }

    public delegate T Reading<T>(ref StrictJson json);

    public static T Guard<T>(ReadOnlySpan<byte> utf8, string part, Reading<T> reading)
    {
        try
        {
            var json = new StrictJson(utf8, part);
            var result = reading(ref json);
            json.End();
            return result;
        }
        catch (JsonException failure)
        {
            throw new SnapshotDamagedException(part, $"is not well-formed JSON (line {failure.LineNumber + 1})", failure);
        }
        catch (InvalidOperationException failure)
        {
            // Utf8JsonReader reports a wrong token kind, and text that is not valid Unicode, this way.
            throw new SnapshotDamagedException(part, "holds a JSON value of the wrong kind", failure);
        }
    }

    public void StartObject() => Expect(JsonTokenType.StartObject);

    public void StartArray() => Expect(JsonTokenType.StartArray);

    /// <summary>Position of the next member in <paramref name="names"/>, or -1 at the end of an object that had all of them.</summary>
    public int NextMember(ReadOnlySpan<string> names, ref uint seen)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            if (seen != (uint)((1UL << names.Length) - 1))
                throw Damaged($"lacks the member \"{names[System.Numerics.BitOperations.TrailingZeroCount(~seen)]}\"");
            return -1;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (!_reader.ValueTextEquals(names[i]))
                continue;
            if ((seen & (1u << i)) != 0)
                throw Damaged($"has the member \"{names[i]}\" twice");
            seen |= 1u << i;
            return i;
        }

        throw Damaged("has a member that format version 1 does not know");
    }

    /// <summary>Name of the next member of an object with free names, or null at its end.</summary>
    public string? NextName()
    {
        Read();
        return _reader.TokenType == JsonTokenType.EndObject ? null : _reader.GetString();
    }

    /// <summary>True if another array element begins; its first token is then current and must be read with the "current" methods.</summary>
    public bool NextElement()
    {
        Read();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    public void CurrentObject()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw Damaged("has a list element that is not an object");
    }

    public string String(int maxLength)
    {
        Expect(JsonTokenType.String);
        if (_reader.ValueSpan.Length > maxLength)
            throw Damaged($"has a text longer than {maxLength} bytes");
        return _reader.GetString()!;
    }

    public string Text(int maxLength, Func<string, bool> rule, string what)
    {
        var text = String(maxLength);
        return rule(text) ? text : throw Damaged($"has a malformed {what}");
    }

    public string Sha256() => Text(64, SafeText.IsSha256, "SHA-256 digest");

    public DateTimeOffset Instant()
    {
        var text = String(20);
        return UtcSecond.TryParse(text, out var instant) ? instant : throw Damaged("has a malformed instant");
    }

    public SnapshotId Id()
    {
        var text = String(26);
        return SnapshotId.TryParse(text, out var id) ? id : throw Damaged("has a malformed snapshot id");
    }

    /// <summary>A non-negative integer without fraction or exponent, below 2^53 so that any JSON reader keeps it exact.</summary>
    public long Number()
    {
        Expect(JsonTokenType.Number);
        return _reader.TryGetInt64(out var value) && value is >= 0 and < 1L << 53 && !_reader.ValueSpan.ContainsAny("-.eE"u8)
            ? value
            : throw Damaged("has a number that is not a non-negative integer below 2^53");
    }

    public bool Boolean()
    {
        Read();
        return _reader.GetBoolean();
    }

    /// <summary>True if the next value is null, which is then consumed; else it must be an object, whose start is consumed.</summary>
    public bool NullOrStartObject()
    {
        Read();
        if (_reader.TokenType == JsonTokenType.Null)
            return true;
        CurrentObject();
        return false;
    }

    /// <summary>Skips any value and says where it lies.</summary>
    public Range Any()
    {
        Read();
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return start..(int)_reader.BytesConsumed;
    }

    public readonly SnapshotDamagedException Damaged(string problem) => new(_part, problem);

    private void End()
    {
        if (_reader.Read())
            throw Damaged("has something behind its JSON value");
    }

    private void Expect(JsonTokenType type)
    {
        Read();
        if (_reader.TokenType != type)
            throw Damaged($"holds {_reader.TokenType} where {type} belongs");
    }

    private void Read()
    {
        if (!_reader.Read())
            throw Damaged("ends too early");
    }
}
