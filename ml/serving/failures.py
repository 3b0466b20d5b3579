"""An exception of boto3 in one sentence for the person at the keyboard, with the next step."""

from __future__ import annotations

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    PartialCredentialsError,
)

POLICY = "infra/iam/operator.json"

_SIGN_IN = "AWS does not accept these credentials: wrong, or expired. Sign in again, then run the same command."
_FORBIDDEN = f"AWS does not allow {{action}} here ({{message}}). Add it to your role; {POLICY} has all it takes."
_TOO_OFTEN = "AWS is asked too often at the moment. Run the same command again in a minute."
_SENTENCES = {
    "AccessDenied": _FORBIDDEN,
    "AccessDeniedException": _FORBIDDEN,
    "UnrecognizedClientException": _SIGN_IN,
    "InvalidClientTokenId": _SIGN_IN,
    "InvalidSignatureException": _SIGN_IN,
    "ExpiredToken": _SIGN_IN,
    "ExpiredTokenException": _SIGN_IN,
    "ResourceLimitExceeded": "The account's quota is too small: {message}. Ask for more under Service Quotas, or take "
    "fewer or smaller instances, then run the same command.",
    "ResourceInUse": "AWS is still busy with it: {message}. Run the same command when `status` says InService.",
    "ConflictException": "Somebody else changed it at the same time: {message}. Run the same command again.",
    "ThrottlingException": _TOO_OFTEN,
    "Throttling": _TOO_OFTEN,
    "ValidationException": "AWS refused {action}: {message}. Correct the configuration file and run the same command.",
}
_MISSING = ("could not find", "does not exist", "not found")
_OTHER = "AWS answered {action} with {code}: {message}. Run the same command again; it goes on where this one ended."


def explain(error: ClientError | BotoCoreError, service: str, operation: str) -> str:
    action = iam_action(service, operation)
    match error:
        case ClientError():
            detail = error.response.get("Error", {})
            code, message = detail.get("Code") or "no code", str(detail.get("Message") or "no reason given").rstrip(".")
            return _SENTENCES.get(code, _OTHER).format(action=action, code=code, message=message)
        case NoCredentialsError() | PartialCredentialsError():
            return "There are no AWS credentials. Sign in, or set AWS_PROFILE."
        case NoRegionError():
            return "No region is set. Write it into the configuration file."
        case ParamValidationError():
            return f"{action} cannot be asked like this: {error}. Correct the configuration file."
        case ConnectionError() | HTTPClientError():
            return f"AWS cannot be reached for {action}: {error}. Check the network, then run the same command."
    return f"{action} failed: {error}. Run the same command again."


def is_missing(error: BaseException | None) -> bool:
    """SageMaker says of a missing thing that the request is not valid; only the words tell."""
    if not isinstance(error, ClientError):
        return False
    detail = error.response.get("Error", {})
    message = str(detail.get("Message") or "").lower()
    return detail.get("Code") == "ResourceNotFound" or any(words in message for words in _MISSING)


def iam_action(service: str, operation: str) -> str:
    """sagemaker:CreateModel for sagemaker, create_model."""
    return f"{service}:{''.join(word.capitalize() for word in operation.split('_'))}"
