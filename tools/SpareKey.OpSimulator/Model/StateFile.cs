using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Model;

/// <summary>What must outlive one process: fault counters, used quota, tokens that have authenticated. Always changed under the model's lock.</summary>
internal static class StateFile
{
    public static T Update<T>(ModelFolder model, Func<JsonObject, T> change)
    {
        using var held = model.Lock();
        var path = PathIn(model);
        var state = JsonFile.ReadMapIfThere(path) ?? [];
        var before = state.DeepClone();
        var result = change(state);
        if (!JsonNode.DeepEquals(before, state)) JsonFile.Write(path, state);
        return result;
    }

    public static JsonObject Read(ModelFolder model) => JsonFile.ReadMapIfThere(PathIn(model)) ?? [];

    private static string PathIn(ModelFolder model) => Path.Combine(model.Root, "state.json");
}
