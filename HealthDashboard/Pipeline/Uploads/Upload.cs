namespace HealthDashboard.Pipeline.Uploads;

/// <summary>How far the upload of the moment is.</summary>
public enum UploadPhase
{
    Receiving,

    /// <summary>Waiting for its run, or in it.</summary>
    Running,

    /// <summary>Its snapshot can be looked at, published or discarded.</summary>
    Ready,

    /// <summary>It holds just what is published.</summary>
    Unchanged,

    /// <summary>Nothing of it is left but the reason.</summary>
    Refused,
}

/// <summary>The upload of the moment.</summary>
public sealed record Upload(UploadPhase Phase)
{
    public RunProgress? Progress { get; init; }

    /// <summary>How its run ended.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>The run that was published when its own began, if there was one.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>Why it was refused, or could not be published, in words.</summary>
    public string? Problem { get; init; }
}
