"""The methods and objects of Telegram's Bot API that the simulator takes, as compact data.

Written as `name:Type|Type`, a star for required, `[]` for an array. Names, types and required
marks follow Bot API 10.1; an object that is named here but not described is not looked into.
"""

from collections.abc import Mapping
from dataclasses import dataclass

METHODS_WRITTEN: Mapping[str, str] = {
    "getMe": "",
    "sendMessage": """
        business_connection_id:String chat_id*:Integer|String message_thread_id:Integer
        direct_messages_topic_id:Integer text*:String parse_mode:String
        entities:[]MessageEntity link_preview_options:LinkPreviewOptions
        disable_notification:Boolean protect_content:Boolean allow_paid_broadcast:Boolean
        message_effect_id:String suggested_post_parameters:SuggestedPostParameters
        reply_parameters:ReplyParameters
        reply_markup:InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply
    """,
    "sendPhoto": """
        business_connection_id:String chat_id*:Integer|String message_thread_id:Integer
        direct_messages_topic_id:Integer photo*:InputFile|String caption:String
        parse_mode:String caption_entities:[]MessageEntity show_caption_above_media:Boolean
        has_spoiler:Boolean disable_notification:Boolean protect_content:Boolean
        allow_paid_broadcast:Boolean message_effect_id:String
        suggested_post_parameters:SuggestedPostParameters reply_parameters:ReplyParameters
        reply_markup:InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply
    """,
    "editMessageText": """
        business_connection_id:String chat_id:Integer|String message_id:Integer
        inline_message_id:String text:String parse_mode:String entities:[]MessageEntity
        link_preview_options:LinkPreviewOptions rich_message:InputRichMessage
        reply_markup:InlineKeyboardMarkup
    """,
    "editMessageReplyMarkup": """
        business_connection_id:String chat_id:Integer|String message_id:Integer
        inline_message_id:String reply_markup:InlineKeyboardMarkup
    """,
    "deleteMessage": "chat_id*:Integer|String message_id*:Integer",
    "answerCallbackQuery": """
        callback_query_id*:String text:String show_alert:Boolean url:String
        cache_time:Integer
    """,
    "setWebhook": """
        url*:String certificate:InputFile ip_address:String max_connections:Integer
        allowed_updates:[]String drop_pending_updates:Boolean secret_token:String
    """,
    "deleteWebhook": "drop_pending_updates:Boolean",
    "getWebhookInfo": "",
    "getUpdates": """
        offset:Integer limit:Integer timeout:Integer allowed_updates:[]String
    """,
    "setMyCommands": """
        commands*:[]BotCommand scope:BotCommandScope language_code:String
    """,
    "getMyCommands": "scope:BotCommandScope language_code:String",
    "deleteMyCommands": "scope:BotCommandScope language_code:String",
    "setChatMenuButton": "chat_id:Integer menu_button:MenuButton",
    "getChatMenuButton": "chat_id:Integer",
    "setMyDescription": "description:String language_code:String",
    "setMyShortDescription": "short_description:String language_code:String",
    "getMyDescription": "language_code:String",
    "getMyShortDescription": "language_code:String",
    "getFile": "file_id*:String",
    "sendChatAction": """
        business_connection_id:String chat_id*:Integer|String message_thread_id:Integer
        action*:String
    """,
    "getChat": "chat_id*:Integer|String",
    "getChatMember": "chat_id*:Integer|String user_id*:Integer",
    "leaveChat": "chat_id*:Integer|String",
}

TYPES_WRITTEN: Mapping[str, str] = {
    "InlineKeyboardMarkup": "inline_keyboard*:[][]InlineKeyboardButton",
    "InlineKeyboardButton": """
        text*:String icon_custom_emoji_id:String style:String url:String
        callback_data:String web_app:WebAppInfo login_url:LoginUrl
        switch_inline_query:String switch_inline_query_current_chat:String
        switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat copy_text:CopyTextButton
        callback_game:CallbackGame pay:Boolean
    """,
    "ReplyKeyboardMarkup": """
        keyboard*:[][]KeyboardButton is_persistent:Boolean resize_keyboard:Boolean
        one_time_keyboard:Boolean input_field_placeholder:String selective:Boolean
    """,
    "KeyboardButton": """
        text*:String icon_custom_emoji_id:String style:String
        request_users:KeyboardButtonRequestUsers request_chat:KeyboardButtonRequestChat
        request_managed_bot:KeyboardButtonRequestManagedBot request_contact:Boolean
        request_location:Boolean request_poll:KeyboardButtonPollType web_app:WebAppInfo
    """,
    "ReplyKeyboardRemove": "remove_keyboard*:Boolean selective:Boolean",
    "ForceReply": """
        force_reply*:Boolean input_field_placeholder:String selective:Boolean
    """,
    "MessageEntity": """
        type*:String offset*:Integer length*:Integer url:String user:User language:String
        custom_emoji_id:String unix_time:Integer date_time_format:String
    """,
    "LinkPreviewOptions": """
        is_disabled:Boolean url:String prefer_small_media:Boolean prefer_large_media:Boolean
        show_above_text:Boolean
    """,
    "ReplyParameters": """
        message_id*:Integer chat_id:Integer|String allow_sending_without_reply:Boolean
        quote:String quote_parse_mode:String quote_entities:[]MessageEntity
        quote_position:Integer checklist_task_id:Integer poll_option_id:String
    """,
    "BotCommand": "command*:String description*:String",
    "WebAppInfo": "url*:String",
    "CopyTextButton": "text*:String",
    "User": """
        id*:Integer is_bot*:Boolean first_name*:String last_name:String username:String
        language_code:String is_premium:Boolean added_to_attachment_menu:Boolean
        can_join_groups:Boolean can_read_all_group_messages:Boolean
        supports_guest_queries:Boolean supports_inline_queries:Boolean
        can_connect_to_business:Boolean has_main_web_app:Boolean has_topics_enabled:Boolean
        allows_users_to_create_topics:Boolean can_manage_bots:Boolean
        supports_join_request_queries:Boolean
    """,
    "LoginUrl": """
        url*:String forward_text:String bot_username:String request_write_access:Boolean
    """,
    "SwitchInlineQueryChosenChat": """
        query:String allow_user_chats:Boolean allow_bot_chats:Boolean
        allow_group_chats:Boolean allow_channel_chats:Boolean
    """,
    "BotCommandScopeDefault": "type*:String",
    "BotCommandScopeAllPrivateChats": "type*:String",
    "BotCommandScopeAllGroupChats": "type*:String",
    "BotCommandScopeAllChatAdministrators": "type*:String",
    "BotCommandScopeChat": "type*:String chat_id*:Integer|String",
    "BotCommandScopeChatAdministrators": "type*:String chat_id*:Integer|String",
    "BotCommandScopeChatMember": "type*:String chat_id*:Integer|String user_id*:Integer",
    "MenuButtonCommands": "type*:String",
    "MenuButtonWebApp": "type*:String text*:String web_app*:WebAppInfo",
    "MenuButtonDefault": "type*:String",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "all_group_chats": "BotCommandScopeAllGroupChats",
        "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
        "chat": "BotCommandScopeChat",
        "chat_administrators": "BotCommandScopeChatAdministrators",
        "chat_member": "BotCommandScopeChatMember",
    },
    "MenuButton": {
        "commands": "MenuButtonCommands",
        "web_app": "MenuButtonWebApp",
        "default": "MenuButtonDefault",
    },
}
CHAT_ACTIONS_WRITTEN = """
    typing upload_photo record_video upload_video record_voice upload_voice upload_document
    choose_sticker find_location record_video_note upload_video_note
"""
CHAT_ACTIONS = frozenset(CHAT_ACTIONS_WRITTEN.split())
UPDATE_KINDS_WRITTEN = """
    message edited_message channel_post edited_channel_post business_connection
    business_message edited_business_message deleted_business_messages guest_message
    message_reaction message_reaction_count inline_query chosen_inline_result callback_query
    shipping_query pre_checkout_query purchased_paid_media poll poll_answer my_chat_member
    chat_member chat_join_request chat_boost removed_chat_boost managed_bot
"""
UPDATE_KINDS = frozenset(UPDATE_KINDS_WRITTEN.split())
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

TEXT_LONGEST = 4096
CAPTION_LONGEST = 1024
CALLBACK_DATA_BYTES = 64
KEYBOARD_BUTTONS = 100
ROW_BUTTONS = 8
COPIED_LONGEST = 256
TOAST_LONGEST = 200
COMMANDS = 100
COMMAND = r"[a-z0-9_]{1,32}"
COMMAND_DESCRIPTION_LONGEST = 256
DESCRIPTION_LONGEST = 512
SHORT_DESCRIPTION_LONGEST = 120
SECRET_TOKEN = r"[A-Za-z0-9_-]{1,256}"
WEBHOOK_PORTS = frozenset({443, 80, 88, 8443})
DOWNLOAD_BYTES = 20 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a method or property of an object."""

    name: str
    required: bool
    types: tuple[str, ...]


def _read(written: str) -> dict[str, Field]:
    fields = {}
    for part in written.split():
        name, types = part.split(":")
        plain = name.removesuffix("*")
        fields[plain] = Field(plain, name != plain, tuple(types.split("|")))
    return fields


METHODS = {name: _read(written) for name, written in METHODS_WRITTEN.items()}
TYPES = {name: _read(written) for name, written in TYPES_WRITTEN.items()}
